import type { SharedKey } from "../detect/constant-keys.ts";
import type { MemberDecorator } from "../detect/decorators.ts";
import { getFacts } from "../detect/facts.ts";
import type { FunctionFacts } from "../detect/function-facts.ts";
import type { SharedState } from "../detect/shared-state.ts";
import {
  type Variable,
  getParent,
  staticName,
  isDefineProperty,
  isFunction,
  unwrap,
  type SourceCode,
} from "../detect/syntax.ts";
import { findExpressionVariable, isModuleVariable } from "../detect/variables.ts";
import type { SharedWrapper } from "../detect/wrappers.ts";
import { behindLineBreak, getIndent, lineBreakOf } from "./lines.ts";
import type { TSESLint, TSESTree } from "@typescript-eslint/utils";

type Fix = TSESLint.ReportFixFunction;

/** What a fix needs to know of the file. */
export interface FixContext {
  sourceCode: SourceCode;
  /** Whether parameters may and must be typed. */
  isTypeScript: boolean;
}

/** Whether the file is TypeScript, by its name. */
export function isTypeScriptFile(filename: string): boolean {
  return /\.[cm]?tsx?$/.test(filename);
}

/**
 * Turns the variables that all instances share into `WeakMap`s keyed by `this`, or null where that
 * cannot be done in place for all of them: arrow functions as accessors, `x++`, a value that is
 * assigned in passing. A flag that stayed shared beside a value of one's own would be worse.
 *
 * ```js
 * let value;                     const value = new WeakMap();
 * get() { return value; }   →    get() { return value.get(this); }
 * set(v) { value = v; }          set(v) { value.set(this, v); }
 * ```
 */
export function keepValuePerInstance(
  { sourceCode, isTypeScript }: FixContext,
  states: readonly SharedState[],
  functions: readonly FunctionFacts[],
): Fix | null {
  const moves: Move[] = [];
  for (const state of states) {
    const move = planMove(sourceCode, state, functions);
    if (move === null) return null;
    moves.push(move);
  }
  const receivers = new Set(moves.flatMap((move) => [...move.receivers]));
  return function* (fixer) {
    for (const move of moves) yield* applyMove(sourceCode, fixer, move);
    if (isTypeScript) yield* typeReceivers(sourceCode, fixer, receivers);
  };
}

/** How one variable becomes a map. */
interface Move {
  variable: Variable;
  declaration: TSESTree.VariableDeclaration;
  hasInitial: boolean;
  /** The name of the map: that of the variable when it has no initial value to keep. */
  map: string;
  types: string;
  references: readonly TSESTree.Node[];
  receivers: ReadonlySet<FunctionFacts>;
}

function planMove(
  sourceCode: SourceCode,
  { kind, variable }: SharedState,
  functions: readonly FunctionFacts[],
): Move | null {
  if ((kind !== "value" && kind !== "flag") || isModuleVariable(variable)) return null;
  const declarator = variable.defs[0]?.node;
  if (declarator?.type !== "VariableDeclarator" || declarator.id.type !== "Identifier") return null;
  const declaration = declarator.parent;
  if (declaration.declarations.length !== 1 || !isStatementPlace(declaration)) return null;
  const references = variable.references.filter((reference) => reference.init !== true);
  const receivers = new Set<FunctionFacts>();
  for (const reference of references) {
    const receiver = findReceiver(sourceCode, reference.identifier, functions);
    if (receiver === null) return null;
    if (reference.isWrite() && !isPlainWrite(reference.identifier)) return null;
    receivers.add(receiver);
  }
  const hasInitial = declarator.init !== null;
  const map = hasInitial ? findFreeName(sourceCode, variable.name) : variable.name;
  if (map === null) return null;
  return {
    declaration,
    hasInitial,
    map,
    receivers,
    references: references.map(({ identifier }) => identifier),
    types: getTypes(sourceCode, declarator.id.typeAnnotation?.typeAnnotation),
    variable,
  };
}

/** The types of the map, where the code already expects that there may be no value yet. */
function getTypes(sourceCode: SourceCode, type: TSESTree.TypeNode | undefined): string {
  const text = type === undefined ? "" : sourceCode.getText(type);
  return /\bundefined\b/.test(text) ? `<object, ${text}>` : "";
}

function* applyMove(
  sourceCode: SourceCode,
  fixer: TSESLint.RuleFixer,
  { declaration, hasInitial, map, references, types, variable }: Move,
): Generator<TSESLint.RuleFix> {
  const text = `const ${map} = new WeakMap${types}();`;
  if (hasInitial) {
    const keyword = sourceCode.getFirstToken(declaration);
    /* v8 ignore else -- a declaration has tokens */
    if (keyword !== null) yield fixer.replaceText(keyword, "const");
    const lineBreak = lineBreakOf(sourceCode) + getIndent(sourceCode, declaration);
    yield fixer.insertTextAfter(declaration, `${lineBreak}${text}`);
  } else yield fixer.replaceText(declaration, text);
  const read = hasInitial
    ? `(${map}.has(this) ? ${map}.get(this) : ${variable.name})`
    : `${map}.get(this)`;
  for (const identifier of references) {
    const { parent } = identifier;
    if (parent?.type === "AssignmentExpression" && parent.left === identifier) {
      const range = [identifier.range[0], parent.right.range[0]] as const;
      yield fixer.replaceTextRange(range, `${map}.set(this, `);
      yield fixer.insertTextAfter(parent.right, ")");
    } else yield fixer.replaceText(identifier, read);
  }
}

/** The instance function whose `this` the place has, or null when it has none or another. */
function findReceiver(
  sourceCode: SourceCode,
  node: TSESTree.Node,
  functions: readonly FunctionFacts[],
): FunctionFacts | null {
  for (let each = getParent(node); each !== null; each = getParent(each)) {
    if (!isFunction(each) || each.type === "ArrowFunctionExpression") continue;
    const facts = getFacts(sourceCode).get(each);
    return facts !== null && functions.includes(facts) ? facts : null;
  }
  return null;
}

/** `value = x;` as a statement of its own. */
function isPlainWrite(identifier: TSESTree.Node): boolean {
  const { parent } = identifier;
  return (
    parent?.type === "AssignmentExpression" &&
    parent.left === identifier &&
    parent.operator === "=" &&
    parent.parent.type === "ExpressionStatement"
  );
}

/** TypeScript wants the type of `this` in a function that no object literal gives it to. */
function* typeReceivers(
  sourceCode: SourceCode,
  fixer: TSESLint.RuleFixer,
  receivers: ReadonlySet<FunctionFacts>,
): Generator<TSESLint.RuleFix> {
  for (const { node, thisNodes } of receivers) {
    const { parent } = node;
    if (thisNodes.length > 0) continue;
    if (parent.type === "Property" && isDefineProperty(parent.parent.parent)) continue;
    const [first] = node.params;
    if (first !== undefined) yield fixer.insertTextBefore(first, "this: object, ");
    else {
      const token = sourceCode.getFirstToken(node, (each) => each.value === "(");
      /* v8 ignore else -- a function that is no arrow function has parentheses */
      if (token !== null) yield fixer.insertTextAfter(token, "this: object");
    }
  }
}

/**
 * Makes a wrapper per instance instead of one per class, or null unless the wrapper is assigned in a
 * statement of its own.
 */
export function keepWrapperPerInstance(
  { sourceCode, isTypeScript }: FixContext,
  { call }: SharedWrapper,
  decorator: MemberDecorator,
): Fix | null {
  const assignment = call.parent;
  if (assignment.type !== "AssignmentExpression" || assignment.right !== call) return null;
  const statement = assignment.parent;
  if (statement.type !== "ExpressionStatement" || !isStatementPlace(statement)) return null;
  const { left } = assignment;
  const isMethod = left.type === "MemberExpression" && staticName(left) === "value";
  const [wrapped, ...rest] = call.arguments;
  if (!isMethod || wrapped === undefined || decorator.descriptor === null) return null;
  const isMember =
    wrapped.type === "MemberExpression" &&
    findExpressionVariable(sourceCode, wrapped.object) === decorator.descriptor;
  if (!isMember && wrapped.type !== "Identifier") return null;
  const text = sourceCode.getText(decorator.facts.node);
  const isFree = (name: string): boolean => !new RegExp(`\\b${name}\\b`).test(text);
  const original = isMember ? "original" : sourceCode.getText(wrapped);
  const names = ["wrappers", "wrapper", "args", ...(isMember ? ["original"] : [])];
  if (!names.every(isFree)) return null;
  const callee = sourceCode.getText(call.callee);
  const values = [original, ...rest.map((each) => sourceCode.getText(each))].join(", ");
  const parameters = isTypeScript ? "this: object, ...args: unknown[]" : "...args";
  const target = sourceCode.getText(left);
  const lineBreak = lineBreakOf(sourceCode) + getIndent(sourceCode, statement);
  const lines = [
    ...(isMember ? [`const original = ${sourceCode.getText(wrapped)};`] : []),
    "const wrappers = new WeakMap();",
    `${target} = function (${parameters}) {`,
    "  let wrapper = wrappers.get(this);",
    "  if (wrapper === undefined) {",
    `    wrapper = ${callee}(${values});`,
    "    wrappers.set(this, wrapper);",
    "  }",
    "  return wrapper.apply(this, args);",
    "};",
  ];
  return (fixer) => fixer.replaceText(statement, lines.join(lineBreak));
}

/**
 * Makes the storage of a decorator anew for each property it is applied to, keyed by the instance, or
 * null where the places cannot be replaced one by one.
 */
export function keepKeyPerProperty(
  { sourceCode }: FixContext,
  finding: SharedKey,
  decorator: MemberDecorator,
): Fix | null {
  const { body } = decorator.facts.node;
  const [start] = body.type === "BlockStatement" ? body.body : [];
  if (start === undefined) return null;
  const lineBreak = lineBreakOf(sourceCode) + getIndent(sourceCode, start);
  if (finding.variable !== null) {
    const move = findMovable(sourceCode, finding.variable, decorator);
    return (
      move &&
      ((fixer) => [
        fixer.removeRange(move.range),
        fixer.insertTextBefore(start, `${move.text}${lineBreak}`),
      ])
    );
  }
  const name = findFreeName(sourceCode, "value");
  if (name === null || isMentionedBeside(finding, sourceCode.getText(body))) return null;
  for (const use of finding.uses) {
    const { parent } = use;
    const isRead = parent?.type !== "UpdateExpression" && parent?.type !== "UnaryExpression";
    const isWrite = parent?.type === "AssignmentExpression" && parent.left === use;
    if (isWrite ? !isPlainWrite(use) : !isRead) return null;
  }
  return function* (fixer) {
    yield fixer.insertTextBefore(start, `const ${name} = new WeakMap();${lineBreak}`);
    for (const use of finding.uses) {
      /* v8 ignore if -- without a map, all uses are members */
      if (use.type !== "MemberExpression") continue;
      const object = sourceCode.getText(use.object);
      const { parent } = use;
      if (parent.type === "AssignmentExpression" && parent.left === use) {
        const range = [use.range[0], parent.right.range[0]] as const;
        yield fixer.replaceTextRange(range, `${name}.set(${object}, `);
        yield fixer.insertTextAfter(parent.right, ")");
      } else yield fixer.replaceText(use, `${name}.get(${object})`);
    }
  };
}

/** Whether the text names the key in other ways than by its uses, such as `"key" in this`, which would find nothing. */
function isMentionedBeside({ name, uses }: SharedKey, text: string): boolean {
  const key = name.replace(/^\[|\]$/g, "").replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
  const mentions = [...text.matchAll(new RegExp(`(?<![\\w$])${key}(?![\\w$])`, "g"))];
  return mentions.length > uses.length;
}

/** The declaration of a map of the module that only this decorator uses. */
function findMovable(
  sourceCode: SourceCode,
  variable: Variable,
  decorator: MemberDecorator,
): { range: [number, number]; text: string } | null {
  const declarator = variable.defs[0]?.node;
  if (declarator?.type !== "VariableDeclarator" || declarator.init === null) return null;
  const declaration = declarator.parent;
  if (declaration.declarations.length !== 1 || declaration.parent.type !== "Program") return null;
  /* v8 ignore if -- what the finding calls a map is `new WeakMap()` */
  if (unwrap(declarator.init).type !== "NewExpression") return null;
  const { range } = decorator.facts.node;
  const isOwn = variable.references.every(
    ({ identifier, init }) =>
      init === true || (identifier.range[0] >= range[0] && identifier.range[1] <= range[1]),
  );
  if (!isOwn) return null;
  const [from, to] = declaration.range;
  return {
    range: [from, behindLineBreak(sourceCode, to)],
    text: sourceCode.getText(declaration),
  };
}

/** A block: a place that takes further statements. What is moved stands in a function. */
function isStatementPlace(node: TSESTree.Node): boolean {
  return node.parent?.type === "BlockStatement";
}

/** A plural of the name that the file does not use yet, or null. */
function findFreeName(sourceCode: SourceCode, name: string): string | null {
  for (const candidate of [`${name}s`, `${name}ByInstance`, `${name}Storage`]) {
    const mention = new RegExp(`(?<![\\w$])${candidate.replace(/\$/g, "\\$")}(?![\\w$])`);
    if (!mention.test(sourceCode.text)) return candidate;
  }
  return null;
}
