import { expect, test } from "vitest";
import { plan } from "../fixtures.ts";

/** The name that messages say, and the one that the class is without: `owner, assumedName`. */
function names(source: string): string {
  const text = `import { field } from "weakfield";\n${source}`;
  const { plan: filePlan, diagnostics } = plan("a.ts", text);
  expect(diagnostics).toEqual([]);
  expect(filePlan?.classes).toHaveLength(1);
  return `${filePlan?.classes[0]?.owner}, ${filePlan?.classes[0]?.assumedName}`;
}

const cases: [expected: string, source: string][] = [
  ["A, null", "class A { @field x; }"],
  ["B, null", "const A = class B { @field x; };"],
  ["A, A", "const A = class { @field x; };"],
  ["A, A", "let A; A = class { @field x; };"],
  ["A, A", "let A; A ||= class { @field x; };"],
  ["A, A", "let A; A &&= class { @field x; };"],
  ["A, A", "let A; A ??= class { @field x; };"],
  [", ", "let A = 1; A += class { @field x; };"],
  [", ", "o.a = class { @field x; };"],
  [", ", "const { a } = class { @field x; };"],
  ["a, a", "const { a = class { @field x; } } = {};"],
  ["a, a", "const [a = class { @field x; }] = [];"],
  ["a, a", "function f(a = class { @field x; }) {}"],
  ["a, a", "f({ a: class { @field x; } });"],
  ["a b, a b", "f({ 'a b': class { @field x; } });"],
  ["a, a", "f({ ['a']: class { @field x; } });"],
  ["1, 1", "f({ 1: class { @field x; } });"],
  [", ", "f({ [k]: class { @field x; } });"],
  [", ", "f({ [class { @field x; }]: 1 });"],
  ["p, p", "class B { p = class { @field x; }; }"],
  ["#p, #p", "class B { #p = class { @field x; }; }"],
  ["p, p", "class B { accessor p = class { @field x; }; }"],
  [", ", "class B { [class { @field x; }] = 1; }"],
  ["default, default", "export default class { @field x; }"],
  [", ", "f(class { @field x; });"],
  [", ", "const A = [class { @field x; }];"],
  ["A, A", "const A = class { @field x; } as T;"],
  ["A, A", "const A = (class { @field x; } satisfies T)!;"],
  ["A, A", "const A = <T>class { @field x; };"],
  ["A, null", "const A = class { @field x; static name = 1; };"],
  ["A, null", "const A = class { @field x; static name() {} };"],
  ["A, A", "const A = class { @field x; name = 1; };"],
  ["A, A", "const A = class { @field x; static other = 1; };"],
];
test.each(cases)("%s of %s", (expected, source) => {
  expect(names(source)).toBe(expected);
});
