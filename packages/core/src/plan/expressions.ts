import type { Identifier, Node } from "../estree.ts";
import { endOf, forEachChild, startOf, unwrap } from "../estree.ts";
import { lineBreaks } from "../line-breaks.ts";

/**
 * A literal, or an array or object of literals, on one line. Evaluating it earlier or later cannot be observed, and no
 * stack frame can point into it.
 */
export function isMovable(node: Node, text: string): boolean {
  return isConstant(node) && lineBreaks(text, startOf(node), endOf(node)) === "";
}

function isConstant(wrapped: Node): boolean {
  const node = unwrap(wrapped) as Node & {
    name: string;
    operator: string;
    regex?: unknown;
    argument: Node;
    expressions: readonly Node[];
    elements: readonly (Node | null)[];
    properties: readonly PropertyNode[];
  };
  switch (node.type) {
    case "Literal":
      return !node.regex;
    case "Identifier":
      return node.name === "undefined" || node.name === "NaN" || node.name === "Infinity";
    case "TemplateLiteral":
      return node.expressions.length === 0;
    case "UnaryExpression":
      return (
        node.argument.type === "Literal" && ["-", "+", "!", "~", "void"].includes(node.operator)
      );
    case "ArrayExpression":
      return node.elements.every((element) => element !== null && isConstant(element));
    case "ObjectExpression":
      return node.properties.every(
        (property) =>
          property.type === "Property" && !property.computed && isConstant(property.value),
      );
    default:
      return false;
  }
}

/** Can evaluating the expression run code of the user: a call, a getter, a coercion? Unsure means yes. */
export function runsCode(wrapped: Node): boolean {
  const node = unwrap(wrapped) as Node & {
    operator: string;
    argument: Node;
    left: Node;
    right: Node;
    test: Node;
    consequent: Node;
    alternate: Node;
    expressions: readonly Node[];
    elements: readonly (Node | null)[];
    properties: readonly PropertyNode[];
  };
  switch (node.type) {
    case "Literal":
    case "Identifier":
    case "ThisExpression":
    case "ArrowFunctionExpression":
    case "FunctionExpression":
      return false;
    case "TemplateLiteral":
      return node.expressions.length > 0;
    case "UnaryExpression":
      // The others turn what they are given into a number.
      return ["!", "typeof", "void"].includes(node.operator)
        ? runsCode(node.argument)
        : node.argument.type !== "Literal";
    case "LogicalExpression":
      return [node.left, node.right].some(runsCode);
    case "ConditionalExpression":
      return [node.test, node.consequent, node.alternate].some(runsCode);
    case "ArrayExpression":
      return node.elements.some((element) => element !== null && runsCode(element));
    case "ObjectExpression":
      return node.properties.some(
        (property) => property.type !== "Property" || property.computed || runsCode(property.value),
      );
    default:
      return true;
  }
}

/** Does the expression mention the instance: `this`, `super`, or an `eval` that may? */
export function mentionsInstance(node: Node): boolean {
  return contains(node, isInstanceMention, isOrdinaryFunction);
}

/** Would the expression mean something else inside a function of its own: `this`, `super`, `await`, `yield`, `arguments`? */
export function dependsOnFunction(node: Node): boolean {
  return contains(
    node,
    (inner) =>
      isInstanceMention(inner) ||
      inner.type === "AwaitExpression" ||
      inner.type === "YieldExpression" ||
      inner.type === "MetaProperty" ||
      (inner.type === "Identifier" && (inner as Identifier).name === "arguments"),
    isOrdinaryFunction,
  );
}

/** Does the expression mention a private name, which only the inside of a class knows? */
export function mentionsPrivateName(node: Node): boolean {
  return contains(
    node,
    (inner) => inner.type === "PrivateIdentifier",
    () => false,
  );
}

/** Does an `await` or `yield` of the surrounding function stand in the expression? */
export function suspends(node: Node): boolean {
  return contains(
    node,
    (inner) => inner.type === "AwaitExpression" || inner.type === "YieldExpression",
    (inner) => isOrdinaryFunction(inner) || inner.type === "ArrowFunctionExpression",
  );
}

/** An arrow function, function, or class without a name of its own, which takes one from its position. */
export function isAnonymousFunction(wrapped: Node): boolean {
  const node = unwrap(wrapped);
  if (node.type === "ArrowFunctionExpression") return true;
  const isNamed = Boolean((node as { id?: Node | null }).id);
  return (node.type === "FunctionExpression" || node.type === "ClassExpression") && !isNamed;
}

/** The nodes for which `isFound` holds, `node` included, where no `isBarrier` node is between. */
export function contains(
  node: Node,
  isFound: (node: Node) => boolean,
  isBarrier: (node: Node) => boolean,
): boolean {
  if (isFound(node)) return true;
  if (isBarrier(node)) return false;
  let found = false;
  forEachChild(node, (child) => {
    found ||= contains(child, isFound, isBarrier);
  });
  return found;
}

function isInstanceMention(node: Node): boolean {
  return (
    node.type === "ThisExpression" ||
    node.type === "Super" ||
    (node.type === "Identifier" && (node as Identifier).name === "eval")
  );
}

/** A function with a `this` of its own. Not a class: its heritage and computed keys see the outer `this`. */
function isOrdinaryFunction(node: Node): boolean {
  return node.type === "FunctionExpression" || node.type === "FunctionDeclaration";
}

interface PropertyNode extends Node {
  readonly computed: boolean;
  readonly value: Node;
}
