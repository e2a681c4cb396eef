import { inferredName } from "../analyze/class-name.ts";
import type { Ancestor, ClassSite } from "../analyze/scan.ts";
import type { MemberNode, Node } from "../estree.ts";
import { decoratorsOf, endOf, startOf } from "../estree.ts";
import { suspends } from "./expressions.ts";
import type { Place } from "./file-plan.ts";

/**
 * The nearest place above a class that runs exactly once for each evaluation of the class.
 *
 * ```ts
 * class A {}                          // before the statement
 * const mixin = (B) => class extends B {}   // in a block that the arrow function gets
 * class B { make = class {} }         // in a function around the class expression
 * ```
 *
 * Null where the function would cut an `await` or `yield` off from its own function.
 */
export function findPlace(site: ClassSite, text: string): Place | null {
  let child: Node = site.node;
  for (let ancestor: Ancestor | null = site.above; ancestor; ancestor = ancestor.above) {
    const { node: parent, property } = ancestor;
    if (holdsStatements(parent, property)) {
      return { kind: "statement", offset: statementStart(child) };
    }
    if (parent.type === "ArrowFunctionExpression" && property === "body") {
      const arrow = findArrow(text, parent as ArrowNode);
      return { kind: "arrow", bodyStart: arrow, bodyEnd: endOf(parent) };
    }
    if (isEvaluatedRepeatedly(parent, property)) return aroundClass(site);
    child = parent;
  }
  return aroundClass(site);
}

function aroundClass(site: ClassSite): Place | null {
  const { superClass, body } = site.node;
  const evaluated = [
    ...(superClass ? [superClass] : []),
    ...decoratorsOf(site.node),
    ...body.body.flatMap((member) => [
      ...decoratorsOf(member),
      ...(member.computed && member.key ? [member.key] : []),
    ]),
  ];
  if (evaluated.some(suspends)) return null;
  return { kind: "function", name: site.node.id ? null : inferredName(site) };
}

function holdsStatements(node: Node, property: string): boolean {
  switch (node.type) {
    case "Program":
    case "BlockStatement":
    case "StaticBlock":
    case "TSModuleBlock":
      return property === "body";
    case "SwitchCase":
      return property === "consequent";
    default:
      return false;
  }
}

/** Does the parent evaluate this child another number of times than itself? */
function isEvaluatedRepeatedly(parent: Node, property: string): boolean {
  switch (parent.type) {
    case "ForStatement":
      return property !== "init";
    case "ForInStatement":
    case "ForOfStatement":
      return property !== "right";
    case "WhileStatement":
    case "DoWhileStatement":
      return true;
    case "ArrowFunctionExpression":
    case "FunctionExpression":
    case "FunctionDeclaration":
      return property === "params";
    case "PropertyDefinition":
    case "AccessorProperty":
      return property === "value" && !(parent as MemberNode).static;
    default:
      return false;
  }
}

/** An exported or decorated class begins before its own node in some trees. */
function statementStart(statement: Node): number {
  const { declaration = statement } = statement as { declaration?: Node };
  const decorators = [statement, declaration].flatMap(decoratorsOf);
  return Math.min(startOf(statement), ...decorators.map(startOf));
}

/** The offset behind the `=>`, found from the body backward over blanks, comments and parentheses. */
function findArrow(text: string, arrow: ArrowNode): number {
  const from = Math.max(
    startOf(arrow),
    ...arrow.params.map(endOf),
    arrow.returnType ? endOf(arrow.returnType) : 0,
  );
  const gap = text.slice(from, startOf(arrow.body));
  const behind = gap.replace(/^(?:\/\*[^]*?\*\/|\/\/[^\n\r]*|(?!=>|\/\*|\/\/)[^])*?=>/, "");
  return startOf(arrow.body) - behind.length;
}

interface ArrowNode extends Node {
  readonly params: readonly Node[];
  readonly returnType?: Node | null;
  readonly body: Node;
}
