import type { Hole, Piece } from "@weakfield/core";
import type * as ts from "typescript";
import { tokenize } from "./template-tokens.ts";
import type { Token } from "./template-tokens.ts";

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

/**
 * Reads the template, with the syntax that it uses and no other, and makes each node with `factory`, the holes filled
 * with the original nodes, so that the compiler still elides and rewrites the imports that they use. The compiler's own
 * parser gives nodes with positions in another file, all of which would have to be made again.
 * Members, statements, calls and what stands in lists get the source-map range of the member they come from; what is
 * without one is mapped as the code before it, which is the same.
 */
export function createTemplateNodes(compiler: typeof ts, factory: ts.NodeFactory): TemplateNodes {
  const create = (pieces: readonly Piece[], find: FindExpression, range: ts.TextRange) => {
    const { pos, end } = range;
    const mark = <T extends ts.Node>(node: T): T => compiler.setSourceMapRange(node, { pos, end });
    return createReader({ compiler, factory, tokens: tokenize(pieces), find, mark });
  };
  return {
    statements: (pieces, find, range) => create(pieces, find, range).statements("end"),
    members: (pieces, find, range) => create(pieces, find, range).members(),
  };
}

interface ReaderInput {
  readonly compiler: typeof ts;
  readonly factory: ts.NodeFactory;
  readonly tokens: readonly Token[];
  readonly find: FindExpression;
  readonly mark: <T extends ts.Node>(node: T) => T;
}

interface Reader {
  /** Statements up to the end of the template, or up to a `}`, which is read too. */
  statements: (until: "end" | "}") => ts.Statement[];
  members: () => ts.ClassElement[];
}

/** Reads by recursive descent; the grammar of each function is the comment above it. */
function createReader({ compiler, factory, tokens, find, mark }: ReaderInput): Reader {
  const { SyntaxKind, NodeFlags } = compiler;
  let at = 0;

  /* v8 ignore next -- the last token is the end, which nothing goes beyond */
  const peek = (offset = 0): Token => tokens[at + offset] ?? { kind: "end", text: "" };
  const is = (text: string, offset = 0): boolean => {
    const token = peek(offset);
    return (token.kind === "sign" || token.kind === "name") && token.text === text;
  };
  const accept = (text: string): boolean => {
    const isThere = is(text);
    if (isThere) at++;
    return isThere;
  };
  const unexpected = (): never => {
    const token = peek();
    const text = token.kind === "hole" ? "an expression" : `\`${token.text}\``;
    throw new Error(`The template has ${text} where nothing of the kind is known.`);
  };
  const expect = (text: string): void => {
    if (!accept(text)) unexpected();
  };
  const name = (): ts.Identifier => {
    const token = peek();
    if (token.kind !== "name") return unexpected();
    at++;
    return factory.createIdentifier(token.text);
  };
  const list = <T>(end: string, item: () => T): T[] => {
    const items: T[] = [];
    while (!accept(end)) {
      items.push(item());
      if (!is(end)) expect(",");
    }
    return items;
  };

  /** `#a`, `"a"`, `1` */
  const leaf = (): ts.PrivateIdentifier | ts.StringLiteral | ts.NumericLiteral | null => {
    const token = peek();
    let node: ts.PrivateIdentifier | ts.StringLiteral | ts.NumericLiteral;
    if (token.kind === "private") node = factory.createPrivateIdentifier(token.text);
    else if (token.kind === "string") node = factory.createStringLiteral(token.text);
    else if (token.kind === "number") node = factory.createNumericLiteral(token.text);
    else return null;
    at++;
    return node;
  };

  /** `static { … }`, `static get a() { … }`, `set a(v) { … }`, `constructor() { … }`, `#a = 1;` */
  const member = (): ts.ClassElement => {
    if (is("static") && is("{", 1)) {
      at++;
      return mark(factory.createClassStaticBlockDeclaration(block()));
    }
    const modifiers = accept("static")
      ? [factory.createModifier(SyntaxKind.StaticKeyword)]
      : undefined;
    if (accept("get")) {
      const key = propertyName();
      expect("(");
      expect(")");
      return mark(factory.createGetAccessorDeclaration(modifiers, key, [], undefined, block()));
    }
    if (accept("set")) {
      const key = propertyName();
      expect("(");
      const value = factory.createParameterDeclaration(undefined, undefined, name());
      expect(")");
      return mark(factory.createSetAccessorDeclaration(modifiers, key, [value], block()));
    }
    if (accept("constructor")) {
      expect("(");
      expect(")");
      return mark(factory.createConstructorDeclaration(undefined, [], block()));
    }
    const key = propertyName();
    const value = accept("=") ? expression() : undefined;
    expect(";");
    return mark(factory.createPropertyDeclaration(modifiers, key, undefined, undefined, value));
  };

  /** `a`, `#a`, `"a"`, `[a]` */
  const propertyName = (): ts.PropertyName => {
    const token = peek();
    if (token.kind === "name") return name();
    if (token.kind === "private" || token.kind === "string") return leaf() as ts.PropertyName;
    expect("[");
    const key = expression();
    expect("]");
    return factory.createComputedPropertyName(key);
  };

  const block = (): ts.Block => {
    expect("{");
    return factory.createBlock(statements("}"));
  };

  const statements: Reader["statements"] = (until) => {
    const all: ts.Statement[] = [];
    const isDone = until === "end" ? () => peek().kind === "end" : () => accept("}");
    while (!isDone()) all.push(statement());
    return all;
  };

  /** `const a = 1, b;`, `return a;`, `a;` */
  const statement = (): ts.Statement => {
    const { Const, Let } = NodeFlags;
    if (accept("const")) return variables(Const);
    if (accept("let")) return variables(Let);
    const isReturn = accept("return");
    const value = expression();
    expect(";");
    return mark(
      isReturn ? factory.createReturnStatement(value) : factory.createExpressionStatement(value),
    );
  };

  const variables = (flags: ts.NodeFlags): ts.Statement => {
    const declarations = list(";", () => {
      const variable = name();
      const value = accept("=") ? assignment() : undefined;
      return mark(factory.createVariableDeclaration(variable, undefined, undefined, value));
    });
    const declarationList = factory.createVariableDeclarationList(declarations, flags);
    return mark(factory.createVariableStatement(undefined, declarationList));
  };

  /** `a, b` */
  const expression = (): ts.Expression => {
    let value = assignment();
    while (accept(",")) {
      value = mark(factory.createBinaryExpression(value, SyntaxKind.CommaToken, assignment()));
    }
    return value;
  };

  /** `a = b`, `a ? b : c`, `#a in b` */
  const assignment = (): ts.Expression => {
    const left = unary();
    if (accept("=")) {
      return factory.createBinaryExpression(left, SyntaxKind.EqualsToken, assignment());
    }
    const condition = accept("in")
      ? factory.createBinaryExpression(left, SyntaxKind.InKeyword, unary())
      : left;
    if (!accept("?")) return condition;
    const whenTrue = assignment();
    expect(":");
    return factory.createConditionalExpression(
      condition,
      undefined,
      whenTrue,
      undefined,
      assignment(),
    );
  };

  /** `void 0`, `a.b[c](d)` */
  const unary = (): ts.Expression => {
    if (accept("void")) return factory.createVoidExpression(unary());
    let value = primary();
    for (;;) {
      if (accept(".")) {
        const token = peek();
        if (token.kind === "private") at++;
        const property =
          token.kind === "private" ? factory.createPrivateIdentifier(token.text) : name();
        value = factory.createPropertyAccessExpression(value, property);
      } else if (accept("[")) {
        const key = expression();
        expect("]");
        value = factory.createElementAccessExpression(value, key);
      } else if (accept("(")) {
        value = mark(factory.createCallExpression(value, undefined, list(")", assignment)));
      } else return value;
    }
  };

  /** A hole, `this`, `a`, `#a`, `"a"`, `1`, `(a)`, `[a]`, `{ a: b }` */
  const primary = (): ts.Expression => {
    const token = peek();
    // A hole's node keeps the ranges that it has.
    if (token.kind === "hole") {
      at++;
      return find(token.hole);
    }
    if (accept("this")) return factory.createThis();
    if (token.kind === "name") return name();
    if (accept("(")) {
      const value = expression();
      expect(")");
      return factory.createParenthesizedExpression(value);
    }
    if (accept("[")) return factory.createArrayLiteralExpression(list("]", assignment));
    if (accept("{")) {
      return factory.createObjectLiteralExpression(list("}", propertyAssignment));
    }
    return leaf() ?? unexpected();
  };

  const propertyAssignment = (): ts.PropertyAssignment => {
    const key = propertyName();
    expect(":");
    return mark(factory.createPropertyAssignment(key, assignment()));
  };

  return {
    statements,
    members() {
      const all: ts.ClassElement[] = [];
      while (peek().kind !== "end") all.push(member());
      return all;
    },
  };
}
