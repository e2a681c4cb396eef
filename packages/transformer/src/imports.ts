import { RUNTIME_MODULE } from "@weakfield/core";
import type { ImportPlan } from "@weakfield/core";
import type * as ts from "typescript";

interface EmitResolver {
  isReferencedAliasDeclaration: (node: ts.Node) => boolean;
}

/**
 * Drops the marker's imports and imports the runtime as a namespace, the only form of a synthesized import whose uses
 * still resolve after the compiler has turned modules into CommonJS.
 *
 * An import declaration that is touched loses the compiler's own elision (microsoft/TypeScript#40603), so that
 * the specifiers that stay are chosen here as the compiler would have chosen them.
 */
export function updateImports(
  compiler: typeof ts,
  context: ts.TransformationContext,
  sourceFile: ts.SourceFile,
  plan: ImportPlan,
): (statement: ts.Statement) => ts.Statement[] {
  const { factory } = context;
  const resolver = (
    context as unknown as { getEmitResolver: () => EmitResolver }
  ).getEmitResolver();
  const options = context.getCompilerOptions();
  const removedAt = new Set(
    plan.removed.map(({ declaration, specifier }) => (specifier ?? declaration).start),
  );
  const removedDeclarations = new Set(
    plan.removed.filter(({ specifier }) => !specifier).map(({ declaration }) => declaration.start),
  );
  const touched = new Set(plan.removed.map(({ declaration }) => declaration.start));
  const isValue = (node: ts.Node) =>
    options.verbatimModuleSyntax === true ||
    (sourceFile.flags & compiler.NodeFlags.JavaScriptFile) !== 0 ||
    resolver.isReferencedAliasDeclaration(node);

  const withoutMarker = (declaration: ts.ImportDeclaration): ts.ImportDeclaration | null => {
    const clause = declaration.importClause;
    if (!clause?.namedBindings || !compiler.isNamedImports(clause.namedBindings)) return null;
    const named = clause.namedBindings;
    const specifiers = named.elements.filter(
      (element) =>
        !removedAt.has(element.getStart(sourceFile)) && !element.isTypeOnly && isValue(element),
    );
    const name = clause.name && isValue(clause) ? clause.name : undefined;
    if (specifiers.length === 0 && !name) return null;
    const bindings =
      specifiers.length > 0 ? factory.updateNamedImports(named, specifiers) : undefined;
    return factory.updateImportDeclaration(
      declaration,
      declaration.modifiers,
      // The second parameter is `isTypeOnly` up to TypeScript 5.8 and the phase since; neither is set here.
      factory.updateImportClause(clause, false as never, name, bindings),
      declaration.moduleSpecifier,
      declaration.attributes,
    );
  };

  return (statement) => {
    const start = statement.getStart(sourceFile);
    const isAnchor = start === plan.anchor.start;
    if (!isAnchor && !touched.has(start)) return [statement];
    let kept: ts.Statement | null = statement;
    if (removedDeclarations.has(start)) kept = null;
    else if (touched.has(start) && compiler.isImportDeclaration(statement)) {
      kept = withoutMarker(statement);
    }
    const runtime = isAnchor ? importRuntime(factory, plan) : null;
    if (runtime) {
      compiler.setSourceMapRange(runtime, statement);
      // A comment above a declaration that goes is the header of the file as often as not.
      if (!kept) compiler.setCommentRange(runtime, statement);
    }
    return [...(kept ? [kept] : []), ...(runtime ? [runtime] : [])];
  };
}

/** `import * as $wf from "weakfield/internal"`, or `import $wf = require("weakfield/internal")`. */
function importRuntime(factory: ts.NodeFactory, { runtime, isRequire }: ImportPlan): ts.Statement {
  const name = factory.createIdentifier(runtime);
  const module = factory.createStringLiteral(RUNTIME_MODULE);
  if (isRequire) {
    return factory.createImportEqualsDeclaration(
      undefined,
      false,
      name,
      factory.createExternalModuleReference(module),
    );
  }
  const clause = factory.createImportClause(
    false as never,
    undefined,
    factory.createNamespaceImport(name),
  );
  return factory.createImportDeclaration(undefined, clause, module);
}
