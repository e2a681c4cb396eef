import type { TSESTree } from "@typescript-eslint/utils";
import type { FileIndex } from "./file-index.ts";
import {
  calleeName,
  isFunction,
  staticName,
  unwrap,
  wrapped,
  type FunctionNode,
  type Node,
} from "./syntax.ts";

/** The names under which visitors of syntax trees keep their functions, selectors included. */
const VISITOR_KEY =
  /:exit$|^(?:Program|on(?:Unreachable)?CodePath\w+|(?:JSX|TS)?[A-Z]\w*(?:Expression|Statement|Declaration|Declarator|Specifier|Literal))(?:$|[:[ ])/;

/** A function that returns a visitor of a tree, as the rules of linters do, is called anew for each tree. */
export function makesVisitor(maker: FunctionNode): boolean {
  if (maker.body.type !== "BlockStatement") return false;
  return maker.body.body.some((statement) => {
    if (statement.type !== "ReturnStatement" || statement.argument === null) return false;
    const value = unwrap(statement.argument);
    return (
      value.type === "ObjectExpression" &&
      value.properties.some(
        (property) =>
          property.type === "Property" &&
          VISITOR_KEY.test(staticName(property) ?? "") &&
          (isFunction(property.value) || property.value.type === "Identifier"),
      )
    );
  });
}

/** `walk(tree, { enter() {} })`, also by way of a constant: the functions have run when the walk returns. */
export function isPassedToWalk(part: Node, index: FileIndex): boolean {
  let node: Node = part;
  while (
    node.type === "ObjectExpression" ||
    node.type === "ArrayExpression" ||
    node.type === "Property"
  ) {
    const parent = wrapped(node).parent;
    /* v8 ignore if -- a part of an expression has a parent */
    if (parent === undefined) return false;
    if (parent.type === "VariableDeclarator") return isOnlyWalked(parent.id, index);
    if (parent.type === "CallExpression") return isWalk(parent);
    node = parent;
  }
  return false;
}

const isWalk = (call: TSESTree.CallExpression): boolean =>
  /^(?:walk|traverse|visit)$/.test(calleeName(call) ?? "");

/** Tells whether a constant is used in nothing but the objects of walks. */
function isOnlyWalked(id: Node, index: FileIndex): boolean {
  const variable = id.type === "Identifier" ? index.variableOf(id) : null;
  const reads = variable?.references.filter((reference) => reference.isRead()) ?? [];
  return (
    reads.length > 0 &&
    reads.every(({ identifier }) => {
      const { parent } = wrapped(identifier);
      if (parent?.type === "CallExpression") return isWalk(parent);
      return parent?.type === "Property" && isPassedToWalk(parent, index);
    })
  );
}
