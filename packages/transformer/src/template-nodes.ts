import type { Hole, Piece } from "@weakfield/core";
import type * as ts from "typescript";
import { Sign, TemplateScanner, TokenKind } from "./template-scanner.ts";

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
  return {
    statements: (pieces, find, range) =>
      new TemplateReader(compiler, factory, pieces, find, range).statements(TokenKind.end),
    members: (pieces, find, range) =>
      new TemplateReader(compiler, factory, pieces, find, range).members(),
  };
}

/** Reads by recursive descent; the grammar of each method is the comment above it. */
class TemplateReader {
  readonly #compiler: typeof ts;
  readonly #factory: ts.NodeFactory;
  readonly #scanner: TemplateScanner;
  readonly #find: FindExpression;
  /** Without what a node may have besides its range, which would live as long as the nodes here. */
  readonly #range: ts.TextRange;

  constructor(
    compiler: typeof ts,
    factory: ts.NodeFactory,
    pieces: readonly Piece[],
    find: FindExpression,
    { pos, end }: ts.TextRange,
  ) {
    this.#compiler = compiler;
    this.#factory = factory;
    this.#scanner = new TemplateScanner(pieces);
    this.#find = find;
    this.#range = { pos, end };
  }

  /** Class elements up to the end of the template. */
  members(): ts.ClassElement[] {
    const all: ts.ClassElement[] = [];
    while (!this.#is(TokenKind.end)) all.push(this.#member());
    return all;
  }

  /** Statements up to the end of the template, or up to a `}`, which is read too. */
  statements(until: number): ts.Statement[] {
    const all: ts.Statement[] = [];
    while (!this.#is(until)) all.push(this.#statement());
    this.#scanner.next();
    return all;
  }

  /** `static { … }`, `static get a() { … }`, `set a(v) { … }`, `constructor() { … }`, `#a = 1;` */
  #member(): ts.ClassElement {
    const factory = this.#factory;
    const isStatic = this.#accept(TokenKind.static);
    if (isStatic && this.#is(Sign["{"])) {
      return this.#mark(factory.createClassStaticBlockDeclaration(this.#block()));
    }
    const modifiers = isStatic
      ? [factory.createModifier(this.#compiler.SyntaxKind.StaticKeyword)]
      : undefined;
    if (this.#accept(TokenKind.get)) {
      const key = this.#propertyName();
      this.#expect(Sign["("]);
      this.#expect(Sign[")"]);
      return this.#mark(
        factory.createGetAccessorDeclaration(modifiers, key, [], undefined, this.#block()),
      );
    }
    if (this.#accept(TokenKind.set)) {
      const key = this.#propertyName();
      this.#expect(Sign["("]);
      const value = factory.createParameterDeclaration(undefined, undefined, this.#name());
      this.#expect(Sign[")"]);
      return this.#mark(
        factory.createSetAccessorDeclaration(modifiers, key, [value], this.#block()),
      );
    }
    if (this.#accept(TokenKind.constructor)) {
      this.#expect(Sign["("]);
      this.#expect(Sign[")"]);
      return this.#mark(factory.createConstructorDeclaration(undefined, [], this.#block()));
    }
    const key = this.#propertyName();
    const value = this.#accept(Sign["="]) ? this.#expression() : undefined;
    this.#expect(Sign[";"]);
    return this.#mark(
      factory.createPropertyDeclaration(modifiers, key, undefined, undefined, value),
    );
  }

  /** `a`, `#a`, `"a"`, `[a]` */
  #propertyName(): ts.PropertyName {
    if (this.#scanner.isName) return this.#name();
    if (this.#is(TokenKind.private)) return this.#privateName();
    if (this.#is(TokenKind.string)) return this.#string();
    this.#expect(Sign["["]);
    const key = this.#expression();
    this.#expect(Sign["]"]);
    return this.#factory.createComputedPropertyName(key);
  }

  #block(): ts.Block {
    this.#expect(Sign["{"]);
    return this.#factory.createBlock(this.statements(Sign["}"]));
  }

  /** `const a = 1, b;`, `return a;`, `a;` */
  #statement(): ts.Statement {
    const { Const, Let } = this.#compiler.NodeFlags;
    if (this.#accept(TokenKind.const)) return this.#variables(Const);
    if (this.#accept(TokenKind.let)) return this.#variables(Let);
    const isReturn = this.#accept(TokenKind.return);
    const value = this.#expression();
    this.#expect(Sign[";"]);
    return this.#mark(
      isReturn
        ? this.#factory.createReturnStatement(value)
        : this.#factory.createExpressionStatement(value),
    );
  }

  #variables(flags: ts.NodeFlags): ts.Statement {
    const factory = this.#factory;
    const declarations: ts.VariableDeclaration[] = [];
    do {
      const variable = this.#name();
      const value = this.#accept(Sign["="]) ? this.#assignment() : undefined;
      declarations.push(
        this.#mark(factory.createVariableDeclaration(variable, undefined, undefined, value)),
      );
    } while (this.#accept(Sign[","]));
    this.#expect(Sign[";"]);
    const declarationList = factory.createVariableDeclarationList(declarations, flags);
    return this.#mark(factory.createVariableStatement(undefined, declarationList));
  }

  /** `a, b` */
  #expression(): ts.Expression {
    let value = this.#assignment();
    while (this.#accept(Sign[","])) {
      const { CommaToken } = this.#compiler.SyntaxKind;
      value = this.#mark(
        this.#factory.createBinaryExpression(value, CommaToken, this.#assignment()),
      );
    }
    return value;
  }

  /** `a = b`, `a ? b : c`, `#a in b` */
  #assignment(): ts.Expression {
    const factory = this.#factory;
    const { EqualsToken, InKeyword } = this.#compiler.SyntaxKind;
    const left = this.#unary();
    if (this.#accept(Sign["="])) {
      return factory.createBinaryExpression(left, EqualsToken, this.#assignment());
    }
    const condition = this.#accept(TokenKind.in)
      ? factory.createBinaryExpression(left, InKeyword, this.#unary())
      : left;
    if (!this.#accept(Sign["?"])) return condition;
    const whenTrue = this.#assignment();
    this.#expect(Sign[":"]);
    return factory.createConditionalExpression(
      condition,
      undefined,
      whenTrue,
      undefined,
      this.#assignment(),
    );
  }

  /** `void 0`, `a.b[c](d)` */
  #unary(): ts.Expression {
    const factory = this.#factory;
    if (this.#accept(TokenKind.void)) return factory.createVoidExpression(this.#unary());
    let value = this.#primary();
    for (;;) {
      if (this.#accept(Sign["."])) {
        const property = this.#is(TokenKind.private) ? this.#privateName() : this.#name();
        value = factory.createPropertyAccessExpression(value, property);
      } else if (this.#accept(Sign["["])) {
        const key = this.#expression();
        this.#expect(Sign["]"]);
        value = factory.createElementAccessExpression(value, key);
      } else if (this.#accept(Sign["("])) {
        value = this.#mark(factory.createCallExpression(value, undefined, this.#list(Sign[")"])));
      } else return value;
    }
  }

  /** A hole, `this`, `a`, `#a`, `"a"`, `1`, `(a)`, `[a]`, `{ a: b }` */
  #primary(): ts.Expression {
    const factory = this.#factory;
    const scanner = this.#scanner;
    if (scanner.hole !== null && this.#is(TokenKind.hole)) {
      const { hole } = scanner;
      scanner.next();
      // The node keeps the ranges that it has.
      return this.#find(hole);
    }
    if (this.#accept(TokenKind.this)) return factory.createThis();
    if (scanner.isName) return this.#name();
    if (this.#is(TokenKind.string)) return this.#string();
    if (this.#is(TokenKind.private)) return this.#privateName();
    if (this.#is(TokenKind.number)) return factory.createNumericLiteral(this.#take());
    if (this.#accept(Sign["{"])) return factory.createObjectLiteralExpression(this.#properties());
    if (this.#accept(Sign["["])) {
      return factory.createArrayLiteralExpression(this.#list(Sign["]"]));
    }
    this.#expect(Sign["("]);
    const value = this.#expression();
    this.#expect(Sign[")"]);
    return factory.createParenthesizedExpression(value);
  }

  /** `a, b)` or `a, b]`, with what closes the list. */
  #list(end: number): ts.Expression[] {
    const items: ts.Expression[] = [];
    while (!this.#accept(end)) {
      items.push(this.#assignment());
      if (!this.#is(end)) this.#expect(Sign[","]);
    }
    return items;
  }

  /** `a: b, ["c"]: d }` */
  #properties(): ts.PropertyAssignment[] {
    const properties: ts.PropertyAssignment[] = [];
    while (!this.#accept(Sign["}"])) {
      const key = this.#propertyName();
      this.#expect(Sign[":"]);
      properties.push(this.#mark(this.#factory.createPropertyAssignment(key, this.#assignment())));
      if (!this.#is(Sign["}"])) this.#expect(Sign[","]);
    }
    return properties;
  }

  #name(): ts.Identifier {
    return this.#scanner.isName ? this.#factory.createIdentifier(this.#take()) : this.#fail();
  }

  #privateName(): ts.PrivateIdentifier {
    return this.#factory.createPrivateIdentifier(this.#take());
  }

  #string(): ts.StringLiteral {
    return this.#factory.createStringLiteral(this.#take());
  }

  /** The value of the token, which is read. */
  #take(): string {
    const { value } = this.#scanner;
    this.#scanner.next();
    return value;
  }

  #is(kind: number): boolean {
    return this.#scanner.kind === kind;
  }

  #accept(kind: number): boolean {
    if (this.#scanner.kind !== kind) return false;
    this.#scanner.next();
    return true;
  }

  #expect(kind: number): void {
    if (!this.#accept(kind)) this.#fail();
  }

  #fail(): never {
    throw new Error(
      `The template has ${this.#scanner.written} where nothing of the kind is known.`,
    );
  }

  #mark<T extends ts.Node>(node: T): T {
    return this.#compiler.setSourceMapRange(node, this.#range);
  }
}
