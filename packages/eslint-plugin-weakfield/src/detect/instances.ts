import type { TSESTree } from "@typescript-eslint/utils";
import { onlyValue, type FileIndex } from "./file-index.ts";
import { findThisOwner } from "./owners.ts";
import {
  calleeName,
  isClass,
  possibleValues,
  staticName,
  unwrap,
  wrapped,
  type Node,
  type Variable,
} from "./syntax.ts";
import {
  CLASS,
  CLASS_MEMBER,
  INSTANCE,
  LIKELY_INSTANCE,
  PRIMITIVE,
  PRIMITIVE_MEMBER,
  UNKNOWN,
  verdictOfName,
  verdictOfTypeName,
  type Verdict,
} from "./types-of-names.ts";

/** What an expression evaluates to, as far as the file shows: an instance, a class, a primitive. */
export function verdictOf(expression: Node, index: FileIndex, depth = 0): Verdict {
  const node = unwrap(expression);
  if (depth > 4) return UNKNOWN;
  switch (node.type) {
    case "ThisExpression":
      return verdictOfThis(node, index);
    case "NewExpression":
      return node.callee.type === "Identifier" &&
        /^(?:String|Number|Date|RegExp)$/.test(node.callee.name)
        ? UNKNOWN
        : INSTANCE;
    case "Identifier": {
      const variable = index.variableOf(node);
      return variable === null ? UNKNOWN : verdictOfVariable(variable, index, depth);
    }
    case "MemberExpression":
      return verdictOfMember(node, index);
    case "CallExpression":
      return verdictOfCall(node);
    case "ArrowFunctionExpression":
    case "FunctionExpression":
      return { role: "unknown", strength: 1 };
    case "ClassExpression":
      return CLASS;
    case "Literal":
    case "TemplateLiteral":
    case "BinaryExpression":
    case "UnaryExpression":
    case "UpdateExpression":
      return PRIMITIVE;
    case "ConditionalExpression":
      return strongest(
        verdictOf(node.consequent, index, depth + 1),
        verdictOf(node.alternate, index, depth + 1),
      );
    case "LogicalExpression":
      if (node.operator === "&&") return verdictOf(node.right, index, depth + 1);
      return strongest(
        verdictOf(node.left, index, depth + 1),
        verdictOf(node.right, index, depth + 1),
      );
    case "AssignmentExpression":
      return verdictOf(node.right, index, depth + 1);
    default:
      return UNKNOWN;
  }
}

function strongest(left: Verdict, right: Verdict): Verdict {
  if (left.role === "instance" && right.role !== "instance") return left;
  if (right.role === "instance" && left.role !== "instance") return right;
  return right.strength > left.strength ? right : left;
}

function verdictOfThis(node: Node, index: FileIndex): Verdict {
  const owner = findThisOwner(node, index);
  if (owner === null || owner.node.type === "ObjectExpression") return UNKNOWN;
  return owner.isStatic ? CLASS : INSTANCE;
}

const CLASS_PROPERTY =
  /^(?:constructor|prototype|target|metatype|type|class|ctor|__proto__|classType|entity|token)$/;
const DOM_PROPERTY =
  /^(?:ownerDocument|documentElement|parentNode|parentElement|defaultView|contentWindow|contentDocument|currentTarget|shadowRoot|host|strings)$/;

function verdictOfMember(node: TSESTree.MemberExpression, index: FileIndex): Verdict {
  const name = staticName(node);
  if (name === null) return UNKNOWN;
  const member = name.replace(/^[_#]+/, "");
  if (CLASS_PROPERTY.test(member)) return CLASS;
  if (DOM_PROPERTY.test(member)) return INSTANCE;
  const object = unwrap(node.object);
  if (object.type === "ThisExpression" && findThisOwner(object, index) === null) return UNKNOWN;
  return verdictOfName(member);
}

function verdictOfCall(node: TSESTree.CallExpression): Verdict {
  const name = calleeName(node) ?? "";
  if (
    /^(?:createElement\w*|createTextNode|querySelector|getElementById|getRootNode|cloneNode|attachShadow)$/.test(
      name,
    )
  )
    return INSTANCE;
  if (/^(?:getPrototypeOf|getConstructor|getClass)$/.test(name)) return CLASS;
  if (
    /^(?:String|Number|stringify|toString|join|toLowerCase|concat|replace|trim|hash|resolve|normalize|getAttribute|parseInt|Symbol|for|now|random)$/.test(
      name,
    )
  ) {
    return PRIMITIVE;
  }
  if (/^(?:create|make|build|new)[A-Z]/.test(name)) return LIKELY_INSTANCE;
  return UNKNOWN;
}

const variableVerdicts = new WeakMap<Variable, Verdict>();

/** What a variable or parameter holds: from its type, from how it is used, then from its name. */
export function verdictOfVariable(variable: Variable, index: FileIndex, depth = 0): Verdict {
  const known = variableVerdicts.get(variable);
  if (known !== undefined) return known;
  variableVerdicts.set(variable, UNKNOWN); // ends a cycle of variables that are assigned to each other
  const verdict = computeVariable(variable, index, depth);
  variableVerdicts.set(variable, verdict);
  return verdict;
}

function computeVariable(variable: Variable, index: FileIndex, depth: number): Verdict {
  const definition = variable.defs[0];
  if (definition === undefined) return UNKNOWN;
  if (definition.type === "ImportBinding" || definition.type === "ClassName") return CLASS;
  if (definition.type === "FunctionName") return { role: "unknown", strength: 1 };
  if (definition.type === "TSEnumName") return CLASS;
  const written = verdictOfAnnotation(variable, index);
  if (written !== null && written.role !== "unknown" && written.strength === 3) return written;
  const used = verdictOfUsage(variable);
  const name = verdictOfName(variable.name);
  if (definition.type === "Parameter") {
    if (written !== null && written.role !== "unknown") {
      return used.role === "instance" && written.role === "instance" ? INSTANCE : written;
    }
    if (written !== null && written.strength === 1) {
      return name.role === "class" || /^target/.test(variable.name)
        ? CLASS
        : { role: "instance", strength: 1 };
    }
    if (used.role === "class") return used;
    if (used.role === "instance" && name.role === "class") return CLASS;
    if (used.role !== "unknown") return used;
    return name;
  }
  if (isNameOfProperty(definition.node)) return PRIMITIVE;
  const value = onlyValue(variable);
  const initial =
    value === null ? UNKNOWN : isClass(value) ? CLASS : verdictOf(value, index, depth + 1);
  if (initial.role === "unknown" || (initial.role === "instance" && initial.strength < 3)) {
    if (written !== null && written.role !== "unknown") return written;
    if (used.role !== "unknown") return used;
    if (initial.role === "unknown") return strongest(initial, name);
  }
  return initial;
}

/** `for (const key in object)` walks over names. */
function isNameOfProperty(declarator: Node): boolean {
  return (
    declarator.parent?.parent?.type === "ForInStatement" &&
    declarator.parent.parent.left === declarator.parent
  );
}

/** What the type written for a variable says; null when none is written. */
function verdictOfAnnotation(variable: Variable, index: FileIndex): Verdict | null {
  const identifier = variable.identifiers[0];
  if (identifier === undefined || !("typeAnnotation" in identifier)) return null;
  const annotation = identifier.typeAnnotation;
  return annotation ? verdictOfType(annotation.typeAnnotation, index) : null;
}

/** What a written type says of its values. */
export function verdictOfType(node: TSESTree.TypeNode, index: FileIndex): Verdict {
  switch (node.type) {
    case "TSStringKeyword":
    case "TSNumberKeyword":
    case "TSBooleanKeyword":
    case "TSSymbolKeyword":
    case "TSBigIntKeyword":
    case "TSLiteralType":
    case "TSTemplateLiteralType":
    case "TSUndefinedKeyword":
    case "TSNullKeyword":
      return PRIMITIVE;
    case "TSTypeOperator":
      return node.operator === "keyof" ? PRIMITIVE : LIKELY_INSTANCE;
    case "TSUnionType":
      return verdictOfUnion(node.types.map((type) => verdictOfType(type, index)));
    case "TSIntersectionType":
      return node.types.map((type) => verdictOfType(type, index)).reduce(strongest, UNKNOWN);
    case "TSConstructorType":
    case "TSTypeQuery":
      return CLASS;
    case "TSArrayType":
    case "TSTupleType":
    case "TSTypeLiteral":
    case "TSObjectKeyword":
      return LIKELY_INSTANCE;
    case "TSTypeReference":
      return verdictOfReference(node, index);
    default:
      return UNKNOWN;
  }
}

function verdictOfUnion(verdicts: Verdict[]): Verdict {
  const objects = verdicts.filter(({ role }) => role !== "primitive");
  return objects.length === 0 ? PRIMITIVE : objects.reduce(strongest, UNKNOWN);
}

function verdictOfReference(node: TSESTree.TSTypeReference, index: FileIndex): Verdict {
  const { typeName } = node;
  if (typeName.type !== "Identifier") {
    return verdictOfTypeName(index.sourceCode.getText(typeName));
  }
  const declaration = index.variableOf(typeName)?.defs[0]?.node as Node | undefined;
  if (declaration?.type === "TSTypeAliasDeclaration" && declaration.typeAnnotation !== node) {
    const alias = declaration.typeAnnotation;
    return alias.type === "TSTypeReference"
      ? verdictOfTypeName(typeName.name)
      : verdictOfType(alias, index);
  }
  if (declaration?.type === "TSEnumDeclaration") return PRIMITIVE;
  if (declaration?.type === "TSTypeParameter") {
    return declaration.constraint ? verdictOfType(declaration.constraint, index) : UNKNOWN;
  }
  if (
    declaration !== undefined &&
    (isClass(declaration) || declaration.type === "TSInterfaceDeclaration")
  ) {
    return verdictOfTypeName(typeName.name).role === "class" ? CLASS : INSTANCE;
  }
  return verdictOfTypeName(typeName.name);
}

/** What the uses of a variable show: members that only objects have, members of strings, calls of `new`. */
function verdictOfUsage(variable: Variable): Verdict {
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
        } else if (parent.computed) asPrimitive++;
        break;
      case "BinaryExpression":
        if (parent.operator === "instanceof") {
          if (parent.left === node) asObject++;
          else asClass++;
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
        if (parent.arguments[0] === node && isObjectCall(parent)) asObject += 2;
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

function isComparedWith(typeOf: Node, types: RegExp): boolean {
  const { parent } = typeOf;
  if (parent?.type !== "BinaryExpression") return false;
  const other = parent.left === typeOf ? parent.right : parent.left;
  return other.type === "Literal" && types.test(String(other.value));
}

/** `Reflect.defineProperty(x, …)`, `Object.keys(x)`: only objects go there. */
function isObjectCall(call: TSESTree.CallExpression): boolean {
  const callee = unwrap(call.callee);
  return (
    callee.type === "MemberExpression" &&
    callee.object.type === "Identifier" &&
    /^(?:Object|Reflect)$/.test(callee.object.name)
  );
}

/** Tells whether an expression is sure to be an object, so that it may key a `WeakMap`. */
export function isCertainObject(expression: Node, index: FileIndex): boolean {
  return possibleValues(expression).every((node) => {
    const verdict = verdictOf(node, index);
    if (verdict.role !== "instance" || verdict.strength < 3) return false;
    if (node.type !== "Identifier") return true;
    const definition = index.variableOf(node)?.identifiers[0];
    const annotation =
      definition !== undefined && "typeAnnotation" in definition
        ? definition.typeAnnotation
        : undefined;
    return annotation?.typeAnnotation.type !== "TSUnionType";
  });
}
