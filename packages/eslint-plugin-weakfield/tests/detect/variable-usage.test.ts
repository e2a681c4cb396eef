import { describe, expect, it } from "vitest";
import { verdictOfUsage } from "../../src/detect/variable-usage.ts";
import { parse } from "./parse.ts";

/** What the uses of the parameter say. */
function judge(body: string, name = "v"): string {
  const sourceCode = parse(`x = function (${name}, other) { ${body} };`);
  const variable = (sourceCode.scopeManager?.scopes ?? [])
    .flatMap((scope) => scope.variables)
    .find((each) => each.name === name);
  if (variable === undefined) throw new Error("no variable");
  const { role, strength } = verdictOfUsage(variable);
  return `${role} ${strength}`;
}

describe("verdictOfUsage", () => {
  it.each([
    ["v.run();", "instance 3"],
    ["v!.run;", "instance 3"],
    ["v instanceof other;", "instance 3"],
    ["'a' in v;", "instance 3"],
    ["Object.keys(v);", "instance 3"],
    ["Reflect.get(v, 'a');", "instance 3"],
    ["Object.keys(v); v.trim();", "instance 3"],
    ["v.run(); v.stop(); v.trim();", "instance 3"],
    ["new v();", "class 3"],
    ["v.prototype;", "class 3"],
    ["other instanceof v;", "class 3"],
    ["class A extends v {}", "class 3"],
    ["(class extends v {});", "class 3"],
    ["v.run(); new v();", "class 3"],
    ["v.trim(); v.split('');", "primitive 3"],
    ["v.trim();", "primitive 1"],
    ["`${v}`;", "primitive 1"],
    ["other[v];", "primitive 1"],
    ["v in other;", "primitive 1"],
    ["v + 1;", "primitive 1"],
    ["1 < v;", "primitive 1"],
    ["v === 'a';", "primitive 1"],
    ["'a' !== v;", "primitive 1"],
    ["typeof v === 'string';", "primitive 1"],
    ["'number' === typeof v;", "primitive 1"],
    ["v.trim(); typeof v === 'string';", "primitive 1"],
    ["v.trim(); `${v}`;", "primitive 3"],
    ["v.run(); v.trim();", "primitive 1"],
    ["path.join(v, 'a');", "primitive 1"],
    ["existsSync(v);", "primitive 1"],
    ["path.join('a', v);", "unknown 0"],
    ["other[v2](v);", "unknown 0"],
    ["Sync(v);", "unknown 0"],
    ["", "unknown 0"],
    ["v.length;", "unknown 0"],
    ["v[0];", "unknown 0"],
    ["v[other];", "unknown 0"],
    ["v === 1;", "unknown 0"],
    ["v === other;", "unknown 0"],
    ["typeof v === 'object';", "unknown 0"],
    ["typeof v;", "unknown 0"],
    ["typeof v === other;", "unknown 0"],
    ["!v;", "unknown 0"],
    ["other(v);", "unknown 0"],
    ["other.keys(v);", "unknown 0"],
    ["Object.is(other, v);", "unknown 0"],
    ["v();", "unknown 0"],
    ["new other(v);", "unknown 0"],
    ["v = 1;", "unknown 0"],
    ["f[0] = v;", "unknown 0"],
  ])("of %s is %s", (body, expected) => {
    expect(judge(body)).toBe(expected);
  });

  it("weighs the name", () => {
    expect(judge("", "fileName")).toBe("primitive 1");
    expect(judge("fileName.trim();", "fileName")).toBe("primitive 3");
    expect(judge("fileName.run();", "fileName")).toBe("primitive 1");
    expect(judge("fileName.run(); fileName.stop();", "fileName")).toBe("instance 3");
  });
});
