import type { Identifier, Node } from "../estree.ts";
import { isSameNode } from "../marker.ts";
import { memberName } from "./member-name.ts";
import type { ClassSite } from "./scan.ts";

/**
 * The name that an anonymous class takes from where it stands (NamedEvaluation of the specification), null when it
 * takes none or one that only running the program tells.
 */
export function inferredName({
  node,
  ancestors,
}: Pick<ClassSite, "node" | "ancestors">): string | null {
  let child: Node = node;
  for (const { node: parent, property } of [...ancestors].reverse()) {
    if (TRANSPARENT.has(parent.type)) {
      child = parent;
      continue;
    }
    return nameFrom(parent, property, child);
  }
  return null;
}

function nameFrom(parent: Node, property: string, child: Node): string | null {
  const part = parent as {
    id?: Node;
    left?: Node;
    operator?: string;
    key?: Node;
    computed?: boolean;
    method?: boolean;
  };
  switch (parent.type) {
    case "VariableDeclarator":
      return property === "init" ? identifierName(part.id) : null;
    case "AssignmentExpression":
      if (!NAMING_ASSIGNMENTS.has(part.operator ?? "")) return null;
      return property === "right" ? identifierName(part.left) : null;
    case "AssignmentPattern":
      return property === "right" ? identifierName(part.left) : null;
    case "Property":
    case "PropertyDefinition":
    case "AccessorProperty": {
      if (property !== "value" || !part.key || isSameNode(part.key, child)) return null;
      const name = memberName(parent);
      return name.kind === "private" ? `#${name.text}` : name.text;
    }
    case "ExportDefaultDeclaration":
      return "default";
    default:
      return null;
  }
}

function identifierName(node: Node | undefined): string | null {
  return node?.type === "Identifier" ? (node as Identifier).name : null;
}

const NAMING_ASSIGNMENTS = new Set(["=", "&&=", "||=", "??="]);

/** TypeScript wrappers and parentheses, which are gone before names are given. */
const TRANSPARENT = new Set([
  "TSAsExpression",
  "TSSatisfiesExpression",
  "TSNonNullExpression",
  "TSTypeAssertion",
  "ParenthesizedExpression",
]);
