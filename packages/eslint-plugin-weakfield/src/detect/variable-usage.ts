import type { TSESTree } from "@typescript-eslint/utils";
import { calleeName, type Node, staticName, unwrap, type Variable, wrapped } from "./syntax.ts";
import {
  CLASS,
  CLASS_MEMBER,
  INSTANCE,
  PRIMITIVE,
  PRIMITIVE_MEMBER,
  UNKNOWN,
  type Verdict,
  verdictOfName,
} from "./types-of-names.ts";

/** What the uses of a variable show: members that only objects have, members of strings, calls of `new`. */
export function verdictOfUsage(variable: Variable): Verdict {
  let asObject = 0;
  let asPrimitive = 0;
  let asClass = 0;
  for (const reference of variable.references) {
    if (!reference.isRead()) continue;
    const node = wrapped(reference.identifier);
    const { parent } = node;
    switch (parent?.type) {
      case "MemberExpression":
        if (parent.object === node) {
          const name = staticName(parent);
          if (name === null || /^\d+$/.test(name)) break;
          if (CLASS_MEMBER.test(name)) asClass++;
          else if (PRIMITIVE_MEMBER.test(name)) asPrimitive += name === "length" ? 0 : 1;
          else asObject++;
        } else asPrimitive++; // a reference beside the object is a computed key
        break;
      case "BinaryExpression":
        if (parent.operator === "instanceof") {
          if (parent.left !== node) asClass++;
          else if (isPattern(parent.right)) return UNKNOWN;
          else asObject++;
        } else if (parent.operator === "in") {
          if (parent.right === node) asObject++;
          else asPrimitive++;
        } else if (/^[+\-*/%<>&|^]/.test(parent.operator)) asPrimitive++;
        else {
          const other = parent.left === node ? parent.right : parent.left;
          if (other.type === "Literal" && typeof other.value === "string") asPrimitive++;
        }
        break;
      case "TemplateLiteral":
        asPrimitive++;
        break;
      case "UnaryExpression":
        if (parent.operator === "typeof" && isComparedWith(parent, /^(?:string|number|symbol)$/))
          asPrimitive += 0.5;
        break;
      case "NewExpression":
        if (parent.callee === node) asClass++;
        break;
      case "ClassDeclaration":
      case "ClassExpression":
        asClass++;
        break;
      case "CallExpression":
        if (parent.arguments[0] !== node) break;
        if (isObjectCall(parent)) asObject += 2;
        else if (PATH_CALL.test(calleeName(parent) ?? "")) asPrimitive++;
        break;
      default:
    }
  }
  if (verdictOfName(variable.name).role === "primitive") asPrimitive += 1.5;
  if (asClass > 0) return CLASS;
  if (asObject > asPrimitive) return INSTANCE;
  return asPrimitive > 1.5
    ? PRIMITIVE
    : asPrimitive > 0
      ? { role: "primitive", strength: 1 }
      : UNKNOWN;
}

/** `x instanceof RegExp`: a pattern stands in the text of the program, as a string does. */
const isPattern = (constructor: Node): boolean =>
  constructor.type === "Identifier" && constructor.name === "RegExp";

function isComparedWith(typeOf: Node, types: RegExp): boolean {
  const { parent } = typeOf;
  if (parent?.type !== "BinaryExpression") return false;
  const other = parent.left === typeOf ? parent.right : parent.left;
  return other.type === "Literal" && types.test(String(other.value));
}

/** What takes the path of a file first. */
const PATH_CALL = /^(?:basename|dirname|extname|isAbsolute|join|relative|[a-z]\w*Sync)$/;

/** `Reflect.defineProperty(x, …)`, `Object.keys(x)`: only objects go there. */
function isObjectCall(call: TSESTree.CallExpression): boolean {
  const callee = unwrap(call.callee);
  return (
    callee.type === "MemberExpression" &&
    callee.object.type === "Identifier" &&
    /^(?:Object|Reflect)$/.test(callee.object.name)
  );
}
