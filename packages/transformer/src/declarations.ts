import type { FilePlan } from "@weakfield/core";
import type * as ts from "typescript";

/**
 * Writes fields as `accessor` into a declaration file, so that a plain property of a subclass in another package is
 * error TS2610 instead of a property that hides the field.
 *
 * ```ts
 * name: string;              // accessor name: string;
 * nickname?: string;         // accessor nickname: string | undefined;
 * readonly id: number;       // get id(): number;
 * ```
 */
export function printDeclarations(
  compiler: typeof ts,
  context: ts.TransformationContext,
  declarations: ts.SourceFile,
  plan: FilePlan,
): ts.SourceFile {
  const { factory } = context;
  const { SyntaxKind } = compiler;
  const fields = new Set(
    plan.classes.flatMap((classPlan) => classPlan.fields.map((field) => field.member.end)),
  );

  const visit = (node: ts.Node): ts.Node => {
    if (!compiler.isPropertyDeclaration(node)) return compiler.visitEachChild(node, visit, context);
    const original = compiler.getOriginalNode(node);
    // The `#private` that the compiler puts into a class with private names stands in no file.
    const isOwnFile =
      original.pos >= 0 && original.getSourceFile().fileName === declarations.fileName;
    if (!isOwnFile || !fields.has(original.end)) return node;
    return toAccessor(node);
  };

  const toAccessor = (property: ts.PropertyDeclaration): ts.Node => {
    const modifiers = compiler.getModifiers(property) ?? [];
    const has = (kind: ts.SyntaxKind) => modifiers.some((modifier) => modifier.kind === kind);
    // A private member has no type in a declaration file, and no subclass can declare its name.
    if (!property.type || has(SyntaxKind.PrivateKeyword) || has(SyntaxKind.AccessorKeyword)) {
      return property;
    }
    const type = property.questionToken
      ? factory.createUnionTypeNode([
          property.type,
          factory.createKeywordTypeNode(SyntaxKind.UndefinedKeyword),
        ])
      : property.type;
    if (has(SyntaxKind.ReadonlyKeyword)) {
      const kept = modifiers.filter(({ kind }) => kind !== SyntaxKind.ReadonlyKeyword);
      const getter = factory.createGetAccessorDeclaration(kept, property.name, [], type, undefined);
      return compiler.setCommentRange(getter, compiler.getCommentRange(property));
    }
    return factory.updatePropertyDeclaration(
      property,
      [...modifiers, factory.createModifier(SyntaxKind.AccessorKeyword)],
      property.name,
      undefined,
      type,
      undefined,
    );
  };

  return compiler.visitEachChild(declarations, visit, context);
}
