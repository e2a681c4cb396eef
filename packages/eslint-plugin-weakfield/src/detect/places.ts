import type { TSESTree } from "@typescript-eslint/utils";
import type { FileIndex } from "./file-index.ts";
import { findReceiverOwner, type Owner } from "./owners.ts";
import { calleeName, memberName, type Node, unwrap, type Variable, wrapped } from "./syntax.ts";
import type { CollectionKind } from "./use.ts";

/** What kind of container an expression makes; null when it makes none that this file can be sure of. */
export function kindOfCreation(node: Node, index: FileIndex): CollectionKind | null {
  switch (node.type) {
    case "ArrayExpression":
      return "array";
    case "ObjectExpression":
    case "CallExpression":
      return "object";
    case "NewExpression": {
      if (node.callee.type !== "Identifier" || index.variableOf(node.callee) !== null) return null;
      const kind = weakOtherwise(node) ?? node.callee.name.toLowerCase();
      /* v8 ignore next -- of what `new` makes, only containers are gathered */
      return /^(?:array|map|object|set|weakmap|weakset)$/.test(kind)
        ? (kind as CollectionKind)
        : null;
    }
    /* v8 ignore next -- nothing else makes a container */
    default:
      return null;
  }
}

/** `typeof WeakMap === "undefined" ? new Map() : new WeakMap()`: weak wherever it can be. */
function weakOtherwise(node: Node): "weakmap" | "weakset" | null {
  const place = wrapped(node);
  const { parent } = place;
  if (parent?.type !== "ConditionalExpression" || parent.consequent !== place) return null;
  const other = unwrap(parent.alternate);
  if (other.type !== "NewExpression" || other.callee.type !== "Identifier") return null;
  if (other.callee.name === "WeakMap") return "weakmap";
  return other.callee.name === "WeakSet" ? "weakset" : null;
}

/** Where a container is put: a variable, or a member of an object. */
export type Place =
  { head: Node; variable: Variable } | { head: Node; owner: Owner; member: string };

/** Where the container that an expression makes is put; null when it is not put anywhere that has a name. */
export function findPlace(creation: Node, index: FileIndex): Place | null {
  const node = wrapped(creation);
  const { parent } = node;
  switch (parent?.type) {
    case "LogicalExpression":
      return parent.right === node ? findPlace(parent, index) : null;
    case "ConditionalExpression":
      return parent.test === node ? null : findPlace(parent, index);
    case "VariableDeclarator":
      /* v8 ignore next -- the other child of a declaration is no expression */
      return parent.init === node ? placeOfTarget(parent.id, index) : null;
    case "AssignmentExpression":
      /* v8 ignore next -- what makes a container is no target */
      return parent.right === node ? placeOfTarget(parent.left, index) : null;
    case "CallExpression":
      return placeOfHelper(parent, node, index);
    case "PropertyDefinition":
    case "AccessorProperty": {
      const member = memberName(parent);
      if (parent.value !== node || member === null) return null;
      return {
        head: parent.key,
        owner: { node: parent.parent.parent, isStatic: parent.static },
        member,
      };
    }
    case "Property": {
      const member = memberName(parent);
      if (parent.value !== node || member === null || parent.parent.type !== "ObjectExpression")
        return null;
      return { head: parent.key, owner: { node: parent.parent, isStatic: false }, member };
    }
    default:
      return null;
  }
}

/** `_defineProperty(this, "x", new Map())`, `__publicField(X, "x", …)`: a field, as compilers write it. */
function placeOfHelper(call: TSESTree.CallExpression, value: Node, index: FileIndex): Place | null {
  const [target, key] = call.arguments;
  if (target === undefined || key?.type !== "Literal" || typeof key.value !== "string") return null;
  if (call.arguments[2] !== value) return null;
  if (!/^(?:_define_?[pP]roperty|__publicField)\d*$/.test(calleeName(call) ?? "")) return null;
  const owner = findReceiverOwner(target, index);
  return owner === null ? null : { head: key, owner, member: key.value };
}

function placeOfTarget(target: Node, index: FileIndex): Place | null {
  if (target.type === "Identifier") {
    const variable = index.variableOf(target);
    return variable === null ? null : { head: target, variable };
  }
  if (target.type !== "MemberExpression") return null;
  const member = memberName(target);
  const owner = findReceiverOwner(target.object, index);
  return member === null || owner === null ? null : { head: target, owner, member };
}
