import type { TSESTree } from "@typescript-eslint/utils";
import { type SourceCode, staticName, unwrap, type Variable } from "./syntax.ts";
import {
  findConstantValue,
  findExpressionVariable,
  isImported,
  isModuleVariable,
} from "./variables.ts";

/** One place on an instance that serves every property a decorator is applied to. */
export interface SharedKey {
  /** `member`: `this.name`, `this[SYMBOL]`. `map`: `values.set(this, value)`. */
  kind: "map" | "member";
  /** The key or the map, as the user wrote it. */
  name: string;
  /** The write to report. */
  write: TSESTree.Node;
  /** Every use of the place in the decorator. */
  uses: readonly TSESTree.Node[];
  /** The map, when it is one. */
  variable: Variable | null;
}

/** The key when it is the same wherever the decorator is applied: a name, a module's constant. */
export function getConstantKey(
  sourceCode: SourceCode,
  member: TSESTree.MemberExpression,
): string | null {
  const name = staticName(member);
  if (name !== null) return name.startsWith("#") ? null : name;
  const variable = findExpressionVariable(sourceCode, member.property);
  if (variable === null) return null;
  if (hasDefaultText(variable)) return `[${variable.name}]`;
  if (!isModuleVariable(variable) || isImported(variable)) return null;
  const value = findConstantValue(variable);
  if (value === null) return null;
  const inner = unwrap(value);
  const isSymbol =
    inner.type === "CallExpression" && /^Symbol\b/.test(sourceCode.getText(inner.callee));
  return isSymbol || inner.type === "Literal" ? `[${variable.name}]` : null;
}

/** A parameter that is a fixed text unless somebody gives another: `(wait, slot = "timer") =>`, also as compilers write it. */
export function hasDefaultText(variable: Variable): boolean {
  const [definition] = variable.defs;
  if (definition?.type !== "Parameter") return false;
  const writes = variable.references.filter((reference) => reference.isWrite());
  const [write] = writes;
  const value = write?.writeExpr;
  return (
    writes.length === 1 &&
    value?.type === "Literal" &&
    typeof value.value === "string" &&
    (write?.init === true || isForMissing(write?.identifier.parent))
  );
}

/** The assignment of `if (x === void 0) { x = "text"; }` */
function isForMissing(assignment: TSESTree.Node | undefined): boolean {
  const statement = assignment?.parent?.parent;
  const branch = statement?.type === "BlockStatement" ? statement.parent : statement;
  return (
    branch?.type === "IfStatement" &&
    branch.test.type === "BinaryExpression" &&
    branch.test.right.type === "UnaryExpression" &&
    branch.test.right.operator === "void"
  );
}
