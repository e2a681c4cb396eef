import type { Identifier, Node } from "../estree.ts";
import { isErasedWrapper } from "../estree.ts";
import { memberName } from "./member-name.ts";
import type { Ancestor, ClassSite } from "./scan.ts";

/**
 * The name that an anonymous class takes from where it stands (NamedEvaluation of the specification), null when it
 * takes none or one that only running the program tells.
 */
export function inferredName({ above }: ClassSite): string | null {
  let position = above;
  // Wrappers are gone before names are given.
  while (isErasedWrapper(position.node) && position.above) position = position.above;
  return nameFrom(position);
}

function nameFrom({ node: parent, property }: Ancestor): string | null {
  const part = parent as Node & { id: Node; left: Node; operator: string };
  switch (parent.type) {
    case "VariableDeclarator":
      return identifierName(part.id);
    case "AssignmentExpression":
      return NAMING_ASSIGNMENTS.has(part.operator) ? identifierName(part.left) : null;
    case "AssignmentPattern":
      return identifierName(part.left);
    case "Property":
    case "PropertyDefinition":
    case "AccessorProperty": {
      if (property !== "value") return null;
      const name = memberName(parent);
      return name.kind === "private" ? `#${name.text}` : name.text;
    }
    case "ExportDefaultDeclaration":
      return "default";
    default:
      return null;
  }
}

function identifierName(node: Node): string | null {
  return node.type === "Identifier" ? (node as Identifier).name : null;
}

const NAMING_ASSIGNMENTS = new Set(["=", "&&=", "||=", "??="]);
