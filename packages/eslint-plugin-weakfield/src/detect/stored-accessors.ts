import type { MemberDecorator } from "./decorators.ts";
import { someNode } from "./dependence.ts";
import { getFileIndex } from "./file-index.ts";
import {
  type Variable,
  staticName,
  isFunction,
  unwrap,
  getDecorators,
  type SourceCode,
} from "./syntax.ts";
import { findConstantValue, findExpressionVariable, isModuleVariable } from "./variables.ts";
import type { TSESTree } from "@typescript-eslint/utils";
type Accessor = TSESTree.MethodDefinition & { value: TSESTree.FunctionExpression };

/** Where an accessor pair keeps its value: `this._x`, `this.#x` or `values.get(this)`. */
export interface Storage {
  kind: "map" | "member" | "private";
  /** `_x`, `#x` or the name of the map. */
  name: string;
  /** The map, when it is one. */
  variable: Variable | null;
}

/** A getter and a setter that only read and write one storage. */
export interface StoredAccessor {
  name: string;
  getter: Accessor;
  setter: Accessor;
  storage: Storage;
  /** The parameter of the setter. */
  parameter: TSESTree.Identifier;
  /** What the setter stores, when it is not the bare parameter. */
  converted: TSESTree.Expression | null;
  /** Whether the setter refuses some values before it stores. */
  hasChecks: boolean;
}

/** The accessor pairs of the file's classes that do what `@field` does. */
export function findStoredAccessors(sourceCode: SourceCode): StoredAccessor[] {
  return getFileIndex(sourceCode).classes.flatMap(({ body }) => findInClass(sourceCode, body));
}

function findInClass(sourceCode: SourceCode, body: TSESTree.ClassBody): StoredAccessor[] {
  const getters = new Map<string, Accessor>();
  const setters = new Map<string, Accessor>();
  for (const member of body.body) {
    if (!isAccessor(member)) continue;
    const name = staticName(member);
    if (name === null || getDecorators(member).length > 0) continue;
    const key = `${member.static ? "static " : ""}${name}`;
    (member.kind === "get" ? getters : setters).set(key, member);
  }
  return [...getters].flatMap(([key, getter]) => {
    const setter = setters.get(key);
    return (setter && matchPair(sourceCode, getter, setter)) ?? [];
  });
}

function isAccessor(member: TSESTree.ClassElement): member is Accessor {
  return (
    member.type === "MethodDefinition" &&
    (member.kind === "get" || member.kind === "set") &&
    member.value.type === "FunctionExpression"
  );
}

function matchPair(
  sourceCode: SourceCode,
  getter: Accessor,
  setter: Accessor,
): StoredAccessor | null {
  const [read, ...more] = getter.value.body.body;
  const [parameter] = setter.value.params;
  if (read?.type !== "ReturnStatement" || more.length > 0) return null;
  if (parameter?.type !== "Identifier" || read.argument === null) return null;
  const storage = matchRead(sourceCode, read.argument);
  const checks = setter.value.body.body.slice(0, -1);
  const write = setter.value.body.body.at(-1);
  if (storage === null || write?.type !== "ExpressionStatement") return null;
  const value = matchWrite(sourceCode, write.expression, storage);
  if (value === null || !checks.every(isCheck)) return null;
  if (!isMadeFrom(sourceCode, value, parameter)) return null;
  // A name that the parameter is part of is the parameter.
  const isBare = unwrap(value).type === "Identifier";
  return {
    converted: isBare ? null : value,
    getter,
    hasChecks: checks.length > 0,
    name: sourceCode.getText(getter.key),
    parameter,
    setter,
    storage,
  };
}

/** `if (bad) throw …;` */
function isCheck(node: TSESTree.Statement): boolean {
  if (node.type !== "IfStatement" || node.alternate !== null) return false;
  const { consequent } = node;
  const [only, ...more] = consequent.type === "BlockStatement" ? consequent.body : [consequent];
  return only?.type === "ThrowStatement" && more.length === 0;
}

/** Whether the value is made from what was written, without asking the instance. */
function isMadeFrom(
  sourceCode: SourceCode,
  value: TSESTree.Node,
  parameter: TSESTree.Identifier,
): boolean {
  let isUsed = false;
  const asksInstance = someNode(sourceCode, value, (node) => {
    if (node.type === "Identifier" && node.name === parameter.name) isUsed = true;
    return node.type === "ThisExpression" || node.type === "Super" || isFunction(node);
  });
  return isUsed && !asksInstance;
}

function matchRead(sourceCode: SourceCode, node: TSESTree.Node): Storage | null {
  const expression = unwrap(node);
  if (expression.type === "CallExpression") return matchMap(sourceCode, expression, "get");
  return matchMember(expression);
}

function matchMember(node: TSESTree.Node): Storage | null {
  if (node.type !== "MemberExpression" || node.object.type !== "ThisExpression") return null;
  const name = staticName(node);
  if (name === null) return null;
  if (name.startsWith("#")) return { kind: "private", name, variable: null };
  return name.startsWith("_") ? { kind: "member", name, variable: null } : null;
}

function matchMap(
  sourceCode: SourceCode,
  call: TSESTree.CallExpression,
  method: string,
): Storage | null {
  const callee = unwrap(call.callee);
  if (callee.type !== "MemberExpression" || staticName(callee) !== method) return null;
  if (call.arguments[0]?.type !== "ThisExpression") return null;
  const variable = findExpressionVariable(sourceCode, callee.object);
  const value = variable && findConstantValue(variable);
  if (variable === null || value === null) return null;
  const isWeakMap =
    value.type === "NewExpression" &&
    value.callee.type === "Identifier" &&
    value.callee.name === "WeakMap";
  return isWeakMap ? { kind: "map", name: variable.name, variable } : null;
}

/** What is written to the storage, or null when the statement does something else. */
function matchWrite(
  sourceCode: SourceCode,
  expression: TSESTree.Expression,
  storage: Storage,
): TSESTree.Expression | null {
  if (expression.type === "CallExpression") {
    const map = matchMap(sourceCode, expression, "set");
    const value = expression.arguments[1];
    const isSame = map !== null && map.variable === storage.variable;
    return isSame && value !== undefined && value.type !== "SpreadElement" ? value : null;
  }
  if (expression.type !== "AssignmentExpression" || expression.operator !== "=") return null;
  return matchMember(expression.left)?.name === storage.name ? expression.right : null;
}

/**
 * Whether the decorator does what `@field` does: its accessors keep what is written, converted or
 * not, in a `WeakMap` of its own, keyed by the instance.
 */
export function isFieldDecorator(sourceCode: SourceCode, decorator: MemberDecorator): boolean {
  const { instanceFunctions, kind } = decorator;
  if (kind === "factory" || instanceFunctions.length !== 2) return false;
  const maps = instanceFunctions.map(({ node }) => {
    const { body } = node;
    const last = body.type === "BlockStatement" ? body.body.at(-1) : null;
    const isPlain =
      body.type === "BlockStatement" &&
      body.body.slice(0, -1).every((statement) => isCheck(statement));
    if (!isPlain) return null;
    if (last?.type === "ReturnStatement" && last.argument?.type === "CallExpression") {
      return matchMap(sourceCode, last.argument, "get")?.variable ?? null;
    }
    return last?.type === "ExpressionStatement" && last.expression.type === "CallExpression"
      ? (matchMap(sourceCode, last.expression, "set")?.variable ?? null)
      : null;
  });
  const [first, second] = maps;
  return first !== null && first === second && first !== undefined && !isModuleVariable(first);
}
