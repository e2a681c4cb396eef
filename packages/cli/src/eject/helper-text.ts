/** The text of a function that calls a function or a Standard Schema, as `@field` does, and fails as it does. */
export function helperText(name: string, isTyped: boolean): string {
  const typed = (text: string) => (isTyped ? text : "");
  const source = `((value: unknown, context: { field: string; owner: string }) => Out)
    | {
        readonly "~standard": {
          readonly validate: (value: unknown) => unknown;
          readonly types?: { readonly output: Out } | undefined;
        };
      }`;
  const schema = `{ readonly "~standard": { readonly validate: (value: unknown) => unknown } }`;
  const result =
    "{ readonly value: Out; readonly issues?: readonly { readonly message: string; readonly path?: readonly unknown[] }[] }";
  return `
/** A function that converts a value for a field, by a function or a Standard Schema, or throws. */
function ${name}${typed("<Out>")}(
  source${typed(`:\n    | ${source}`)},
  field${typed(": string")},
  owner${typed(": string")},
)${typed(": (value: unknown) => Out")} {
  const refuse = (
    issues${typed(": readonly { readonly message: string; readonly path?: readonly unknown[] }[]")},
    details${typed(": object")} = {},
  ) =>
    Object.assign(new TypeError(\`\${owner}.\${field} refused the value: \${issues[0]?.message}\`), {
      issues: issues.map((issue) => ({ ...issue, path: [field, ...(issue.path ?? [])] })),
      field,
      owner,
      ...details,
    });
  return (value) => {
    if (typeof source === "function" && !("~standard" in source)) {
      try {
        return source(value, { field, owner });
      } catch (cause) {
        throw refuse([{ message: cause instanceof Error ? cause.message : String(cause) }], { cause });
      }
    }
    const schema = source${typed(` as ${schema}`)};
    const result = schema["~standard"].validate(value)${typed(` as ${result}`)};
    if (result instanceof Promise) throw new TypeError(\`\${owner}.\${field} has a schema that answers with a promise.\`);
    if (result.issues) throw refuse(result.issues);
    return result.value;
  };
}
`;
}
