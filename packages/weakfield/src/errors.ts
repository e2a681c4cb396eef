/** One fault of one value, in the shape of a Standard Schema issue. */
export interface FieldIssue {
  readonly message: string;
  /** The field's name, then the way into its value. */
  readonly path: readonly PropertyKey[];
}

/** An issue of a Standard Schema; a segment of its path is a key or an object that holds one. */
export interface StandardSchemaIssue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}

/** What a {@link FieldError} says besides its message. */
export interface FieldErrorDetails {
  readonly issues: readonly FieldIssue[];
  readonly field: string | symbol;
  readonly owner: string;
  readonly cause?: unknown;
}

/** An error with a `code`, as every error of this package has. */
type CodedError<E extends Error = Error> = E & { readonly code: string };

// Shared by all copies of this package in a program, so that `instanceof` does not depend on which
// of them made the error.
const brand: unique symbol = /* @__PURE__ */ Symbol.for("weakfield.FieldError");

/**
 * A value that a field's converter refused. `issues` makes it a Standard Schema failure; `message`
 * names class and field and never contains the value.
 */
export class FieldError extends TypeError {
  readonly code = "WEAKFIELD_INVALID" as const;
  readonly issues: readonly FieldIssue[];
  /** The field's name; the first one when several fields were refused. */
  readonly field: string | symbol;
  /** The name of the class that declares the field. */
  readonly owner: string;

  constructor(message: string, details: FieldErrorDetails) {
    super(message, details);
    // Not enumerable, as on built-in errors.
    Object.defineProperties(this, {
      name: { value: "FieldError", writable: true, configurable: true },
      [brand]: { value: true },
    });
    this.issues = Object.freeze([...details.issues]);
    this.field = details.field;
    this.owner = details.owner;
  }

  /** True for errors of any copy of this package; subclasses keep the ordinary `instanceof`. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return this === FieldError
      ? typeof value === "object" && value !== null && brand in value
      : Function.prototype[Symbol.hasInstance].call(this, value);
  }
}

/** A class or a field as messages show it: `` `Person.name` ``. */
function label(owner: string, field?: string | symbol): string {
  const name =
    typeof field === "symbol" ? `[${String(field)}]` : field === undefined ? "" : `.${field}`;
  return `\`${owner || "(anonymous class)"}${name}\``;
}

function coded<E extends Error>(error: E, code: string): CodedError<E> {
  return Object.assign(error, { code });
}

function typeError(code: string, message: string): CodedError<TypeError> {
  return coded(new TypeError(`[weakfield] ${message}`), code);
}

// Messages of storage.

/** The error of an access through an object that the class's constructor did not initialize. */
export function foreignReceiver(
  owner: string,
  field: string | symbol,
  cause: "general" | "no-object" | "prototype",
): CodedError<TypeError> {
  const causes = {
    "no-object": "The receiver is not an object: call the accessor on an instance.",
    prototype: "The receiver is the prototype itself: use an instance.",
    general:
      "It may be a Proxy (Vue and MobX make them), an Object.create copy, or an instance whose " +
      "constructor has not come this far.",
  };
  return typeError(
    "WEAKFIELD_FOREIGN",
    `${label(owner, field)} was used on an object that its class did not initialize. ${causes[cause]}`,
  );
}

/** The error of reading or writing a field before its initializer has run. */
export function notReady(owner: string, field: string | symbol): CodedError<TypeError> {
  return typeError(
    "WEAKFIELD_NOT_READY",
    `${label(owner, field)} was used before it was initialized.`,
  );
}

/** The error of a constructor that returns an object which the class has initialized before. */
export function initializedTwice(owner: string): CodedError<TypeError> {
  return typeError(
    "WEAKFIELD_INITIALIZED",
    `The fields of ${label(owner)} are already on this object: its constructor returned it twice.`,
  );
}

// Messages of converters.

const refusalCode = "WEAKFIELD_REFUSED";

/** What `integer` and `text` throw: a text that is safe to repeat, since it never has the value. */
export function refusal(message: string): CodedError<TypeError> {
  return coded(new TypeError(message), refusalCode);
}

/** The error of a converter that threw. The thrown text is data: only ours is repeated. */
export function converterThrew(
  { owner, field }: { readonly owner: string; readonly field: string | symbol },
  thrown: unknown,
): FieldError {
  let text = "The converter threw.";
  let issues;
  try {
    const { code, message } = Object(thrown) as { code?: unknown; message?: unknown };
    if (typeof message === "string") text = message;
    if (code === refusalCode) return refused(owner, field, text, [{ message: text }]);
    if (thrown instanceof FieldError) ({ issues } = thrown);
  } catch {
    // A getter, or a trap of a proxy: what cannot be looked at says nothing.
  }
  return refused(owner, field, "its converter threw, see `cause`.", issues ?? [{ message: text }], {
    cause: thrown,
  });
}

/** The error of a schema that found issues. Their text stays out of the message. */
export function schemaRefused(
  owner: string,
  field: string | symbol,
  issues: readonly StandardSchemaIssue[],
): FieldError {
  return refused(owner, field, "its schema refused it, see `issues`.", issues);
}

/** The error of a schema that answers with a promise. */
export function asynchronousSchema(owner: string, field: string | symbol): CodedError<TypeError> {
  return typeError(
    "WEAKFIELD_ASYNC",
    `The schema of ${label(owner, field)} is asynchronous: \`@field\` needs one that answers at once.`,
  );
}

/** The error of an argument of `@field` that can convert nothing. */
export function notAConverter(owner: string, field: string | symbol): CodedError<TypeError> {
  return typeError(
    "WEAKFIELD_CONVERTER",
    `The converter of ${label(owner, field)} is neither a function nor a Standard Schema (version 1).`,
  );
}

/** The error of one field. The paths of the issues are those within its value. */
function refused(
  owner: string,
  field: string | symbol,
  reason: string,
  issues: readonly StandardSchemaIssue[],
  cause?: { readonly cause: unknown },
): FieldError {
  return new FieldError(`[weakfield] ${label(owner, field)} refused the value: ${reason}`, {
    // Not `map`: arktype's lists are subclasses of Array, which `map` would make more of.
    issues: Array.from(issues, ({ message, path }) => ({
      message,
      path: [field, ...Array.from(path ?? [], keyOf)],
    })),
    field,
    owner,
    ...cause,
  });
}

function keyOf(segment: PropertyKey | { readonly key: PropertyKey }): PropertyKey {
  return typeof segment === "object" ? segment.key : segment;
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? "" : "s"}`;
}

// The issues of `integer` and `text`. None contains the value.
export const notInteger = "Value must be a finite number or a string of decimal digits.";
export const unsafeInteger = "Value must be within the range of safe integers.";
export const tooSmall = (min: number): string => `Value should be at least ${min}.`;
export const tooLarge = (max: number): string => `Value cannot exceed ${max}.`;
export const notString = "Value must be a string.";
export const tooShort = (min: number): string => `Value should be at least ${min} characters.`;
export const tooLong = (max: number): string => `Value cannot exceed ${max} characters.`;

/** The error of converter options that are no object or have an unknown key. */
export function badOptions(converter: string, key: string | null): CodedError<TypeError> {
  return typeError(
    "WEAKFIELD_OPTIONS",
    key === null
      ? `\`${converter}\` takes one object with \`min\` and \`max\`.`
      : `\`${converter}\` has no option \`${key}\`: it knows \`min\` and \`max\`.`,
  );
}

/** The error of converter bounds that no value could meet, or that are no bounds. */
export function badBounds(converter: string, reason: string): CodedError<RangeError> {
  return coded(new RangeError(`[weakfield] \`${converter}\`: ${reason}.`), "WEAKFIELD_OPTIONS");
}

// Messages of introspection.

/** The error of `assign` when anything was refused; nothing has been written. */
export function assignmentRefused(
  owner: string,
  errors: readonly FieldError[],
  unknown: readonly (string | symbol)[],
): FieldError {
  const issues = errors
    .flatMap((error) => error.issues)
    .concat(unknown.map((key) => ({ message: "Unknown field.", path: [key] })));
  const faults = errors.map((error) => label(error.owner, error.field));
  if (unknown.length > 0) faults.push(count(unknown.length, "unknown field"));
  // A single refusal keeps its own cause; several are all of them the cause.
  const [field] = [...errors.map((error) => error.field), ...unknown];
  const causes = errors.length === 1 ? errors.slice(0, 1).map(({ cause }) => cause) : [errors];
  return new FieldError(
    `${nothingAssigned(owner)}: ${faults.join(", ")} refused, see \`issues\`.`,
    {
      issues,
      // One of the two lists has an entry.
      field: field as string | symbol,
      owner,
      ...(errors.length > 0 && causes[0] !== undefined ? { cause: causes[0] } : undefined),
    },
  );
}

/** The error of `assign` for values that are no object, or one that has nothing to assign. */
export function valuesNotAnObject(owner: string): FieldError {
  return new FieldError(`${nothingAssigned(owner)}: the values are not a plain object.`, {
    issues: [{ message: "Values must be a plain object.", path: [] }],
    field: "",
    owner,
  });
}

function nothingAssigned(owner: string): string {
  return `[weakfield] Nothing was assigned${owner === "" ? "" : ` to ${label(owner)}`}`;
}

/** The error of introspection that is handed a primitive. */
export function notAnObject(): CodedError<TypeError> {
  return typeError("WEAKFIELD_TARGET", "Expected a class or an instance.");
}

/** The error of a static field that is asked for on anything but its class. */
export function notItsClass(owner: string, field: string | symbol): CodedError<TypeError> {
  return typeError(
    "WEAKFIELD_FOREIGN",
    `${label(owner, field)} is static: it belongs to the class that declares it.`,
  );
}

/** The error of a field whose accessor is no longer on its class. */
export function accessorGone(owner: string, field: string | symbol): CodedError<TypeError> {
  return typeError("WEAKFIELD_REPLACED", `The accessor of ${label(owner, field)} was replaced.`);
}

/** The error of `liveInstances` for a class that keeps no list. */
export function notInspected(owner: string | null): CodedError<TypeError> {
  return typeError(
    "WEAKFIELD_NOT_INSPECTED",
    owner === null
      ? "`liveInstances` takes a class with `@field` members."
      : `${label(owner)} keeps no list of live instances: compile it with the option \`"inspect": true\`. A class without instance fields keeps none.`,
  );
}

// Messages of the marker.

/** A tool that can compile `@field`. */
export type Tool =
  "tspc" | "vite" | "bundler" | "jest" | "next" | "node" | "bun" | "deno" | "typescript7";

const hints: Readonly<Record<Tool, string>> = {
  tspc:
    'tspc: put `"plugins": [{ "transform": "@weakfield/transformer" }]` into `compilerOptions` of ' +
    "tsconfig.json and build with `tspc` (of ts-patch) instead of `tsc`.",
  vite:
    'Vite, Vitest: `import weakfield from "@weakfield/unplugin/vite"` in the config and add ' +
    "`plugins: [weakfield()]`.",
  bundler:
    "Rollup, Rolldown, webpack, Rspack, esbuild: add `weakfield()` of `@weakfield/unplugin/NAME` " +
    "to the plugins.",
  jest:
    "Jest: give ts-jest the option " +
    '`astTransformers: { before: ["@weakfield/transformer/ts-jest"] }`, or Babel the plugin ' +
    "`@weakfield/unplugin/babel`.",
  next:
    'Next: `{ "presets": ["next/babel"], "plugins": ["@weakfield/unplugin/babel"] }` in ' +
    "babel.config.json.",
  node: "tsx, Node: start with `--import @weakfield/unplugin/register`.",
  bun: 'Bun: `preload = ["@weakfield/unplugin/register"]` in bunfig.toml, and under `[test]`.',
  deno: "Deno: start with `--preload=npm:@weakfield/unplugin/register`.",
  typescript7: "TypeScript 7: build with `weakfield build` (of @weakfield/cli).",
};

/** The error of a class with `@field` that nothing has compiled. */
export function notCompiled(tool: Tool | null): CodedError<TypeError> {
  const lines = tool === null ? Object.values(hints) : [hints[tool]];
  return typeError(
    "WEAKFIELD_NOT_COMPILED",
    [
      "`@field` was not compiled. It is a marker that a build step replaces; it cannot run.",
      ...lines.map((line) => `- ${line}`),
      "Run `npx weakfield doctor` to see what is missing.",
    ].join("\n"),
  );
}
