import type { TSESTree } from "@typescript-eslint/utils";
import { describe, expect, it } from "vitest";
import { walkCode } from "../../src/detect/walk.ts";
import { parse } from "./parse.ts";

type SourceCode = ReturnType<typeof parse>;

/** What a walk enters and leaves, in order, each with the beginning of its text. */
function walk(sourceCode: SourceCode): string[] {
  const show = (node: TSESTree.Node): string =>
    `${node.type} ${sourceCode.getText(node).slice(0, 20)}`;
  const steps: string[] = [];
  walkCode(sourceCode, {
    enter: (node) => steps.push(show(node)),
    leave: (node) => steps.push(`/${show(node)}`),
  });
  return steps;
}

/** Every node, by each key that the parser names for its type. */
function findAll(sourceCode: SourceCode): string[] {
  const found: string[] = [];
  const visit = (node: TSESTree.Node): void => {
    found.push(`${node.type} ${sourceCode.getText(node).slice(0, 20)}`);
    for (const key of sourceCode.visitorKeys[node.type] ?? []) {
      const child = (node as unknown as Record<string, unknown>)[key];
      for (const each of (Array.isArray(child) ? child : [child]) as (TSESTree.Node | null)[]) {
        if (each) visit(each);
      }
    }
  };
  visit(sourceCode.ast);
  return found;
}

describe("walkCode", () => {
  it("enters every node of code once, in the order of the file", () => {
    const sourceCode = parse(`
      label: for (const [a = 1, ...b] of c.d(...e)) { if (a) continue label; else b[f()] += -g++; }
      const { h: { i = j() }, [k()]: l, ...m } = n ?? { o, p: q(), [r()]: s, get t() { return u; }, ...v };
      switch (w()) { case x(): y(); default: throw new Z(\`\${aa()}\`); }
      try { while (ab()) do { ac?.[ad()]; } while (ae); } catch ({ af }) { (ag(), ah()); } finally { ai\`\${aj()}\`; }
      export default class extends ak(al) {
        [am()] = () => this.an; static { ao(); } accessor ap = aq(); static #ar = async function* () { yield* await as(); };
        @at(au) method(@av() aw = ax(), ...ay) { return super.method(az() ? ba() : bb && !(bc() as Bd)!); }
      }
      if (bp()) bq(); else br(); new bs(bt());
      enum Be { Bf = bg() } namespace Bh { bi(); } export const bj = import(bk()), bl = class { }, bm = [bn(), , bo()];
    `);
    const isCode = (step: string): boolean =>
      !/^(?:Identifier|Literal|PrivateIdentifier|TemplateElement|TSTypeReference) /.test(step);
    const entered = walk(sourceCode).filter((step) => !step.startsWith("/"));
    expect(entered.filter(isCode)).toEqual(findAll(sourceCode).filter(isCode));
    expect(entered.filter((step) => step.startsWith("CallExpression"))).toHaveLength(36);
  });

  it("passes by what only types hold", () => {
    const sourceCode = parse(`
      import a from "a";
      interface B { [c.d]: (({ e }) => void) }
      type F = typeof this.g;
      class H<I = { [j.k]: 1 }> implements l.M { n: { [o.p]: 2 } = q<{ [r.s]: 3 }>() as { [t.u]: 4 }; }
      function v(w: { [x.y]: 5 }): { [z.a]: 6 } {}
      class B extends C<{ [d.e]: 7 }> {}
      f<{ [g.h]: 8 }>\`\`;
    `);
    const steps = walk(sourceCode);
    expect(steps.filter((step) => /^(?:MemberExpression|ObjectPattern|This)/.test(step))).toEqual(
      [],
    );
    expect(steps.filter((step) => step.startsWith("CallExpression"))).toHaveLength(1);
  });

  it("passes by imports, plain names and literals", () => {
    const steps = walk(
      parse(
        'import a from "a"; export * from "b"; class C { #d; e() { return #d in a.f(1, `g`); } }',
      ),
    );
    const isPlain = (step: string): boolean =>
      /^(?:\w*Identifier|Literal|TemplateElement|ImportDeclaration|ExportAllDeclaration) /.test(
        step,
      );
    expect(steps.filter(isPlain)).toEqual([]);
    expect(steps.filter((step) => step.startsWith("CallExpression"))).toHaveLength(1);
  });

  it("leaves functions, fields and static blocks after everything in them", () => {
    const steps = walk(
      parse(
        "class A { a = 1; static { b(); } c() { d(() => 2); } accessor f = 3; } function e() {}",
      ),
    );
    expect(steps.filter((step) => /Function|Property|Block|Call/.test(step))).toEqual([
      "PropertyDefinition a = 1;",
      "/PropertyDefinition a = 1;",
      "StaticBlock static { b(); }",
      "CallExpression b()",
      "/StaticBlock static { b(); }",
      "FunctionExpression () { d(() => 2); }",
      "BlockStatement { d(() => 2); }",
      "CallExpression d(() => 2)",
      "ArrowFunctionExpression () => 2",
      "/ArrowFunctionExpression () => 2",
      "/FunctionExpression () { d(() => 2); }",
      "AccessorProperty accessor f = 3;",
      "/AccessorProperty accessor f = 3;",
      "FunctionDeclaration function e() {}",
      "BlockStatement {}",
      "/FunctionDeclaration function e() {}",
    ]);
  });

  it("enters the decorators of a parameter", () => {
    const steps = walk(parse("class A { m(@b() c) {} }"));
    expect(steps.filter((step) => step.startsWith("Decorator"))).toEqual(["Decorator @b()"]);
  });
});
