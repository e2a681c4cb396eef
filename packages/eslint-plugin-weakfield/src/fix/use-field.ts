import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import { staticName, getDecorators, type SourceCode } from "../detect/syntax.ts";
import { getMarker } from "../detect/hidden-accessors.ts";
import type { StoredAccessor } from "../detect/stored-accessors.ts";
import { behindLineBreak, lineBreakOf } from "./lines.ts";
import type { FixContext } from "./per-instance.ts";

/**
 * Turns an accessor pair and its storage into one `@field`, or null where that could change what the
 * program does: the storage is used elsewhere, its initial value would be converted or evaluated in
 * another order, comments would be lost.
 *
 * ```js
 * #x = 0;
 * get x() { return this.#x; }          →     @field x = 0;
 * set x(value) { this.#x = value; }
 * ```
 */
export function useField(
  { isTypeScript, sourceCode }: FixContext,
  pair: StoredAccessor,
  modules: readonly string[],
): TSESLint.ReportFixFunction | null {
  const { converted, getter, hasChecks, parameter, setter, storage } = pair;
  if (hasChecks || storage.kind === "member") return null;
  // A converter takes `unknown`, which the code of a typed setter does not.
  if (converted !== null && isTypeScript) return null;
  const body = getter.parent;
  const removed = findStorage(sourceCode, pair, body);
  if (removed === null || (removed.value !== null && converted !== null)) return null;
  if (removed.value !== null && !isConstant(removed.value)) return null;
  if (
    [getter, setter, removed.node].some((node) => sourceCode.getCommentsInside(node).length > 0)
  ) {
    return null;
  }
  if ([setter, removed.node].some((node) => sourceCode.getCommentsBefore(node).length > 0))
    return null;
  const marker = findMarker(sourceCode, modules);
  if (marker === null) return null;
  const [module = "weakfield"] = modules;
  const convert =
    converted === null ? "" : `((${parameter.name}) => ${sourceCode.getText(converted)})`;
  const value = removed.value === null ? "" : ` = ${sourceCode.getText(removed.value)}`;
  const type = getType(sourceCode, pair, removed.type);
  // Nothing would tell the compiler the type of the field.
  if (isTypeScript && value === "" && type === "") return null;
  const bang = isTypeScript && value === "" ? "!" : "";
  const modifiers = [getter.accessibility, getter.static && "static", getter.override && "override"]
    .filter((each) => typeof each === "string")
    .map((each) => `${each} `)
    .join("");
  const key = getter.computed ? `[${pair.name}]` : pair.name;
  const text = `@${marker.name}${convert} ${modifiers}${key}${bang}${type}${value};`;
  return function* (fixer) {
    yield fixer.replaceText(getter, text);
    yield removeLine(sourceCode, fixer, setter);
    yield removeLine(sourceCode, fixer, removed.node);
    if (marker.isNew) {
      const [first] = sourceCode.ast.body;
      /* v8 ignore else -- a file with a class is not empty */
      if (first !== undefined) {
        const text = `import { ${marker.name} } from "${module}";${lineBreakOf(sourceCode)}`;
        yield fixer.insertTextBefore(first, text);
      }
    }
  };
}

interface Found {
  node: TSESTree.Node;
  value: TSESTree.Expression | null;
  type: TSESTree.TypeNode | null;
}

/** The declaration of the storage when nothing but the pair uses it. */
function findStorage(
  sourceCode: SourceCode,
  { getter, setter, storage }: StoredAccessor,
  body: TSESTree.ClassBody,
): Found | null {
  const isOwn = (node: TSESTree.Node): boolean =>
    [getter, setter].some(
      (each) => node.range[0] >= each.range[0] && node.range[1] <= each.range[1],
    );
  if (storage.variable !== null) {
    const node = storage.variable.defs[0]?.node;
    if (node?.type !== "VariableDeclarator" || node.parent.declarations.length !== 1) return null;
    if (node.parent.parent.type !== "Program") return null;
    const isAlone = storage.variable.references.every(
      ({ identifier, init }) => init === true || isOwn(identifier),
    );
    return isAlone ? { node: node.parent, type: null, value: null } : null;
  }
  const field = body.body.find(
    (member): member is TSESTree.PropertyDefinition =>
      member.type === "PropertyDefinition" && staticName(member) === storage.name,
  );
  if (field === undefined || field.static !== getter.static) return null;
  const uses = sourceCode.text.slice(...body.range).split(storage.name).length - 1;
  // The declaration, the getter, the setter; a longer name that starts alike counts against it.
  return uses === 3 && getDecorators(field).length === 0
    ? { node: field, type: field.typeAnnotation?.typeAnnotation ?? null, value: field.value }
    : null;
}

/** An initial value that may be evaluated at any time. */
function isConstant(node: TSESTree.Expression): boolean {
  return (
    node.type === "Literal" ||
    (node.type === "UnaryExpression" && node.argument.type === "Literal") ||
    ((node.type === "ArrayExpression" || node.type === "ObjectExpression") &&
      (node.type === "ArrayExpression" ? node.elements : node.properties).length === 0)
  );
}

function getType(
  sourceCode: SourceCode,
  { getter, parameter }: StoredAccessor,
  stored: TSESTree.TypeNode | null,
): string {
  const type =
    getter.value.returnType?.typeAnnotation ?? parameter.typeAnnotation?.typeAnnotation ?? stored;
  return type === null ? "" : `: ${sourceCode.getText(type)}`;
}

/** The local name of the marker, or `field` when the file has no other use for the name. */
function findMarker(
  sourceCode: SourceCode,
  modules: readonly string[],
): { isNew: boolean; name: string } | null {
  for (const statement of sourceCode.ast.body) {
    if (statement.type !== "ImportDeclaration") continue;
    for (const { local } of statement.specifiers) {
      if (getMarker(sourceCode, local, modules) !== null) return { isNew: false, name: local.name };
    }
  }
  return /\bfield\b/.test(sourceCode.text) ? null : { isNew: true, name: "field" };
}

/** Removes a node with the blanks before it and the line break after it. */
function removeLine(
  sourceCode: SourceCode,
  fixer: TSESLint.RuleFixer,
  node: TSESTree.Node,
): TSESLint.RuleFix {
  const { text } = sourceCode;
  let [from] = node.range;
  while (text[from - 1] === " " || text[from - 1] === "\t") from--;
  return fixer.removeRange([from, behindLineBreak(sourceCode, node.range[1])]);
}
