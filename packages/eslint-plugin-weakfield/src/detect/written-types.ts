import type { FileIndex } from "./file-index.ts";
import { isClass, type Node, type Variable } from "./syntax.ts";
import {
  strongest,
  CLASS,
  INSTANCE,
  LIKELY_INSTANCE,
  PRIMITIVE,
  UNKNOWN,
  type Verdict,
  verdictOfTypeName,
} from "./types-of-names.ts";
import type { TSESTree } from "@typescript-eslint/utils";

/** What the type written for a variable says; null when none is written. */
export function verdictOfAnnotation(variable: Variable, index: FileIndex): Verdict | null {
  const identifier = variable.identifiers[0];
  /* v8 ignore if -- what has a definition has an identifier that may have a type */
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
    case "TSFunctionType":
      return { role: "unknown", strength: 1 };
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
  // `Constructor | object`: a token, of which there are as many as somebody wrote.
  if (objects.some(({ role }) => role === "class")) return CLASS;
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
