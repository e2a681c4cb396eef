import { isHole } from "@weakfield/core";
import type { Hole, Piece } from "@weakfield/core";
import type * as ts from "typescript";

/** Gives the compiler's node for an expression of the user. */
export type FindExpression = (hole: Hole) => ts.Expression;

/** Makes compiler nodes out of the pieces of the template. */
export interface TemplateNodes {
  statements: (
    pieces: readonly Piece[],
    find: FindExpression,
    range: ts.TextRange,
  ) => ts.Statement[];
  members: (
    pieces: readonly Piece[],
    find: FindExpression,
    range: ts.TextRange,
  ) => ts.ClassElement[];
}

const HOLE = /^\$hole(\d+)\$$/;

/**
 * The template is parsed as the text it is and rebuilt with `factory`, the holes filled with the original nodes, so that
 * the compiler still elides and rewrites the imports that they use. Every node made gets the source-map range of
 * the member it comes from.
 */
export function createTemplateNodes(compiler: typeof ts, factory: ts.NodeFactory): TemplateNodes {
  const parse = (pieces: readonly Piece[], before: string, after: string) => {
    const holes: Hole[] = [];
    const text = pieces
      .map((piece) => {
        if (typeof piece === "string") return piece;
        return isHole(piece) ? `$hole${holes.push(piece) - 1}$` : "";
      })
      .join("");
    const { ES2022 } = compiler.ScriptTarget;
    const file = compiler.createSourceFile("template.js", before + text + after, ES2022, false);
    return { file, holes };
  };
  return {
    statements(pieces, find, range) {
      if (pieces.length === 0) return [];
      const { file, holes } = parse(pieces, "", "");
      const rebuild = createRebuild(compiler, factory, holes, find, range);
      return file.statements.map((statement) => rebuild(statement));
    },
    members(pieces, find, range) {
      if (pieces.length === 0) return [];
      const { file, holes } = parse(pieces, "class Template {", "}");
      const rebuild = createRebuild(compiler, factory, holes, find, range);
      const [template] = file.statements;
      return (template as ts.ClassDeclaration).members.map((member) => rebuild(member));
    },
  };
}

type Rebuild = <T extends ts.Node>(node: T) => T;

/** A function that copies a node of the template, with the syntax that the template uses and no other. */
function createRebuild(
  compiler: typeof ts,
  factory: ts.NodeFactory,
  holes: readonly Hole[],
  find: FindExpression,
  range: ts.TextRange,
): Rebuild {
  const { SyntaxKind } = compiler;
  const rebuild = <T extends ts.Node>(node: T): T => {
    const result = copy(node);
    // A hole's node keeps the ranges that it has.
    if (!compiler.isIdentifier(node) || !HOLE.test(node.text)) {
      compiler.setSourceMapRange(result, { pos: range.pos, end: range.end });
    }
    return result as T;
  };
  const all = <T extends ts.Node>(nodes: readonly T[]): T[] => nodes.map((node) => rebuild(node));

  const copy = (node: ts.Node): ts.Node => {
    if (compiler.isIdentifier(node)) {
      const number = HOLE.exec(node.text)?.[1];
      const hole = number === undefined ? undefined : holes[Number(number)];
      return hole ? find(hole) : factory.createIdentifier(node.text);
    }
    if (compiler.isPrivateIdentifier(node)) return factory.createPrivateIdentifier(node.text);
    if (compiler.isStringLiteral(node)) return factory.createStringLiteral(node.text);
    if (compiler.isNumericLiteral(node)) return factory.createNumericLiteral(node.text);
    if (compiler.isPropertyAccessExpression(node)) {
      return factory.createPropertyAccessExpression(rebuild(node.expression), rebuild(node.name));
    }
    if (compiler.isElementAccessExpression(node)) {
      return factory.createElementAccessExpression(
        rebuild(node.expression),
        rebuild(node.argumentExpression),
      );
    }
    if (compiler.isCallExpression(node)) {
      return factory.createCallExpression(rebuild(node.expression), undefined, all(node.arguments));
    }
    if (compiler.isBinaryExpression(node)) {
      return factory.createBinaryExpression(
        rebuild(node.left),
        node.operatorToken.kind,
        rebuild(node.right),
      );
    }
    if (compiler.isConditionalExpression(node)) {
      return factory.createConditionalExpression(
        rebuild(node.condition),
        undefined,
        rebuild(node.whenTrue),
        undefined,
        rebuild(node.whenFalse),
      );
    }
    if (compiler.isPrefixUnaryExpression(node)) {
      return factory.createPrefixUnaryExpression(node.operator, rebuild(node.operand));
    }
    if (compiler.isVoidExpression(node))
      return factory.createVoidExpression(rebuild(node.expression));
    if (compiler.isParenthesizedExpression(node)) {
      return factory.createParenthesizedExpression(rebuild(node.expression));
    }
    if (compiler.isArrayLiteralExpression(node)) {
      return factory.createArrayLiteralExpression(all(node.elements));
    }
    if (compiler.isObjectLiteralExpression(node)) {
      return factory.createObjectLiteralExpression(all(node.properties));
    }
    if (compiler.isPropertyAssignment(node)) {
      return factory.createPropertyAssignment(rebuild(node.name), rebuild(node.initializer));
    }
    if (compiler.isComputedPropertyName(node)) {
      return factory.createComputedPropertyName(rebuild(node.expression));
    }
    if (compiler.isVariableStatement(node)) {
      return factory.createVariableStatement(undefined, rebuild(node.declarationList));
    }
    if (compiler.isVariableDeclarationList(node)) {
      const { Const, Let } = compiler.NodeFlags;
      return factory.createVariableDeclarationList(
        all(node.declarations),
        node.flags & (Const | Let),
      );
    }
    if (compiler.isVariableDeclaration(node)) {
      return factory.createVariableDeclaration(
        rebuild(node.name),
        undefined,
        undefined,
        node.initializer && rebuild(node.initializer),
      );
    }
    if (compiler.isExpressionStatement(node)) {
      return factory.createExpressionStatement(rebuild(node.expression));
    }
    if (compiler.isReturnStatement(node)) {
      return factory.createReturnStatement(node.expression && rebuild(node.expression));
    }
    if (compiler.isIfStatement(node)) {
      return factory.createIfStatement(rebuild(node.expression), rebuild(node.thenStatement));
    }
    if (compiler.isBlock(node)) return factory.createBlock(all(node.statements));
    if (compiler.isClassStaticBlockDeclaration(node)) {
      return factory.createClassStaticBlockDeclaration(rebuild(node.body));
    }
    if (compiler.isGetAccessorDeclaration(node)) {
      return factory.createGetAccessorDeclaration(
        modifiers(node),
        rebuild(node.name),
        [],
        undefined,
        node.body && rebuild(node.body),
      );
    }
    if (compiler.isSetAccessorDeclaration(node)) {
      return factory.createSetAccessorDeclaration(
        modifiers(node),
        rebuild(node.name),
        all(node.parameters),
        node.body && rebuild(node.body),
      );
    }
    if (compiler.isParameter(node)) {
      return factory.createParameterDeclaration(undefined, undefined, rebuild(node.name));
    }
    if (compiler.isConstructorDeclaration(node)) {
      return factory.createConstructorDeclaration(undefined, [], node.body && rebuild(node.body));
    }
    if (compiler.isPropertyDeclaration(node)) {
      return factory.createPropertyDeclaration(
        modifiers(node),
        rebuild(node.name),
        undefined,
        undefined,
        node.initializer && rebuild(node.initializer),
      );
    }
    if (node.kind === SyntaxKind.ThisKeyword) return factory.createThis();
    throw new Error(`The template uses ${SyntaxKind[node.kind]}, which has no copy here.`);
  };

  const modifiers = (node: ts.HasModifiers): ts.Modifier[] | undefined =>
    compiler.getModifiers(node)?.map((modifier) => factory.createModifier(modifier.kind));
  return rebuild;
}
