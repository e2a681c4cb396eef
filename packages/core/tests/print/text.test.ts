import { originalPositionFor, TraceMap } from "@jridgewell/trace-mapping";
import { parseSync } from "oxc-parser";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import type { Options } from "../../src/options.ts";
import { printText } from "../../src/print/text.ts";
import { fixtures, plan } from "../fixtures.ts";

const withFields = fixtures.filter(({ name }) => name !== "values.ts");
const modes: Record<string, Options> = {
  weakmap: {},
  private: { storage: "private" },
  own: { properties: "own", inspect: true },
};
const output = new URL("../../../../tests/fixtures/emit-output/", import.meta.url);

function print(name: string, text: string, options: Options) {
  const { plan: filePlan, diagnostics } = plan(name, text, options);
  expect(diagnostics).toEqual([]);
  if (!filePlan) throw new Error(`${name} has no fields.`);
  return printText(text, filePlan, name);
}

describe.each(Object.entries(modes))("%s", (mode, options) => {
  test.each(withFields)("$name becomes what its output file shows", async ({ name, text }) => {
    const { code } = print(name, text, options);
    await expect(code).toMatchFileSnapshot(fileURLToPath(new URL(`${mode}/${name}.txt`, output)));
  });

  test.each(withFields)("$name still parses, and mentions the marker nowhere", ({ name, text }) => {
    const { code } = print(name, text, options);
    const lang = name.endsWith("x") ? "tsx" : "ts";
    expect(parseSync(name, code, { lang }).errors).toEqual([]);
    // `notOurs` has a decorator of its own that happens to have the marker's local name.
    expect(code.replace("@f notOurs", "")).not.toMatch(/@\(?(w\.)?f(ield)?\b/);
  });

  test.each(withFields)("$name keeps every line on its line", ({ name, text }) => {
    const { code } = print(name, text, options);
    const before = text.split("\n");
    const after = code.split("\n");
    expect(after).toHaveLength(before.length);
    let compared = 0;
    for (const [index, line] of before.entries()) {
      const isUntouched = !/field|@|class|constructor|super|"use strict"|import|log\(/.test(line);
      if (!isUntouched) continue;
      compared++;
      // A line that belongs to a field's own declaration is ours, but for the expressions on it.
      if (/^\s*("two lines",|\);|\(value\)|\)|f = 4;)/.test(line)) continue;
      expect(after[index]).toContain(line.trim().replace(/[,;]$/, ""));
    }
    expect(compared).toBeGreaterThan(0);
  });

  test.each(withFields)("$name is mapped back word for word", ({ name, text }) => {
    const { code, map } = print(name, text, options);
    const trace = new TraceMap(map);
    const lines = text.split("\n");
    let found = 0;
    // Calls stay calls of the user: each must be mapped to the place it was written at.
    for (const [index, line] of code.split("\n").entries()) {
      for (const match of line.matchAll(/(?<![.$\w"])(?:log|convert|key|compute)\((?!\$)/g)) {
        const position = originalPositionFor(trace, { line: index + 1, column: match.index });
        expect(lines[(position.line ?? 0) - 1]?.slice(position.column ?? 0)).toMatch(
          new RegExp(`^${match[0].slice(0, -1)}\\(`),
        );
        found++;
      }
    }
    const written = [...text.matchAll(/(?<![.$\w"])(?:log|convert|key|compute)\(/g)].length;
    expect(found).toBe(written);
  });
});

test("the accessors of neighboring fields are mapped to their own members", () => {
  const { code, map } = print(
    "a.ts",
    `import { field } from "weakfield";
class A {
  @field a = f();
    @field b = f(); @field c = f();
}
`,
    {},
  );
  const trace = new TraceMap(map);
  const lines = code.split("\n");
  const positions = ["get a", "set a", "get b", "set b", "get c", "set c", "#init"].map((word) => {
    const line = lines.findIndex((text) => text.includes(word));
    const { line: at, column } = originalPositionFor(trace, {
      line: line + 1,
      column: lines[line]?.indexOf(word) ?? -1,
    });
    return `${word}: ${at}:${column}`;
  });
  expect(positions).toEqual([
    "get a: 3:2",
    "set a: 3:2",
    "get b: 4:4",
    "set b: 4:4",
    "get c: 4:20",
    "set c: 4:20",
    "#init: 3:2",
  ]);
});

describe.each(Object.entries(modes))("the form of a file, %s", (_mode, options) => {
  test.each([
    ["CRLF", "\r\n"],
    ["CR", "\r"],
    ["U+2028", "\u2028"],
    ["U+2029", "\u2029"],
  ])("%s stays, and nothing else is different", (_name, lineBreak) => {
    for (const { name, text } of withFields) {
      const { code, map } = print(name, text, options);
      const other = print(name, text.replaceAll("\n", lineBreak), options);
      expect(other.code).toBe(code.replaceAll("\n", lineBreak));
      expect(other.map.mappings).toBe(map.mappings);
    }
  });

  test("each line keeps its own end, and the last needs none", () => {
    // No CR before a LF: they would be one.
    const ends = ["\r\n", "\n", "\r", "\u2028", "\n", "\u2029"];
    for (const { name, text } of withFields) {
      const { code, map } = print(name, text, options);
      const mixed = (part: string) => {
        let count = 0;
        return part.trimEnd().replace(/\n/g, () => ends[count++ % ends.length] ?? "");
      };
      const other = print(name, mixed(text), options);
      expect(other.code).toBe(mixed(code));
      expect(other.map.mappings).toBe(map.mappings.replace(/;$/, ""));
    }
  });

  test("a byte order mark stays, and takes no column", () => {
    for (const { name, text } of withFields) {
      const { code, map } = print(name, text, options);
      const other = print(name, `\uFEFF${text}`, options);
      expect(other.code).toBe(`\uFEFF${code}`);
      expect(other.map.mappings).toBe(map.mappings);
    }
  });

  test.each(["", "\uFEFF"])("a hashbang stays the first line behind %j", (mark) => {
    for (const { name, text } of withFields) {
      const { code, map } = print(name, text, options);
      const line = "#!/usr/bin/env node\r\n";
      const other = print(name, mark + line + text, options);
      expect(other.code).toBe(mark + line + code);
      expect(other.map.mappings).toMatch(/^[^;]+;/);
      expect(other.map.mappings.split(";")).toHaveLength(map.mappings.split(";").length + 1);
    }
  });
});

test("the import keeps what else it imports", () => {
  const cases: Record<string, string> = {
    'import { field } from "weakfield";': 'import * as $wf from "weakfield/internal";',
    'import { field, integer } from "weakfield";':
      'import { integer } from "weakfield"; import * as $wf from "weakfield/internal";',
    'import { integer, field } from "weakfield";':
      'import { integer } from "weakfield"; import * as $wf from "weakfield/internal";',
    'import { integer, field, text } from "weakfield";':
      'import { integer, text } from "weakfield"; import * as $wf from "weakfield/internal";',
    'import { integer, text, field } from "weakfield";':
      'import { integer, text } from "weakfield"; import * as $wf from "weakfield/internal";',
    'import { field as a, integer } from "weakfield";':
      'import { integer } from "weakfield"; import * as $wf from "weakfield/internal";',
    'import { field as a, field as b } from "weakfield";':
      'import * as $wf from "weakfield/internal";',
    'import w, { field } from "weakfield";':
      'import w, {  } from "weakfield"; import * as $wf from "weakfield/internal";',
    'import { field } from "weakfield"; import * as v from "weakfield";':
      'import * as $wf from "weakfield/internal"; ',
    'import { type field as T, field } from "weakfield"':
      'import { type field as T } from "weakfield"; import * as $wf from "weakfield/internal";',
    'import * as w from "weakfield";': 'import * as $wf from "weakfield/internal";',
    'import d, * as w from "weakfield";':
      'import d from "weakfield"; import * as $wf from "weakfield/internal";',
    'import w = require("weakfield");': 'import $wf = require("weakfield/internal");',
    'import w = require("weakfield"); w.text;':
      'import w = require("weakfield"); import $wf = require("weakfield/internal"); w.text;',
  };
  for (const [line, expected] of Object.entries(cases)) {
    const marker =
      /(?<!type )field as (\w)/.exec(line)?.[1] ??
      (/ \* as w| w = /.test(line) ? "w.field" : "field");
    const { code } = print("a.ts", `${line}\nclass A { @${marker} x; }\n`, {});
    expect(code.split("\n")[0]).toBe(expected);
  }
});

test("a name of ours gives way to a name of the file", () => {
  const { code } = print(
    "a.ts",
    'import { field } from "weakfield";\nlet $wf = 1, $c = 2;\nclass A { #init = 3; @field x = $wf + f($c); @field y = 1; }',
    {},
  );
  expect(code).toContain('import * as $wf_1 from "weakfield/internal"');
  expect(code).toContain("$c_1 = $wf_1.records(");
  expect(code).toContain("#init_1 = $c_1.init(");
});

test("code without semicolons stays separated", () => {
  const { code } = print(
    "a.ts",
    `import { field, integer } from "weakfield"
class Base {}
class A extends Base {
  get
  @field a = 1
  static
  @field b = 2
}
class C extends Base {
  @field c = 1
  constructor() {
    super()
    f()
  }
}
class B {
  @field c = 1
  constructor() {
    "use strict"
    f()
  }
}`,
    {},
  );
  expect(parseSync("a.ts", code).errors).toEqual([]);
  expect(code).toContain('from "weakfield"; import * as $wf');
  expect(code).toContain("super(); $c_1.init(this, 1);");
  expect(code).toContain('"use strict"; $c_2.init(this, 1);');
});

test("a decorated class expression is wrapped with its decorators", () => {
  const { code } = print(
    "a.ts",
    'import { field } from "weakfield";\nclass A { x = @d class { @field y = 1; }; }',
    {},
  );
  expect(parseSync("a.ts", code).errors).toEqual([]);
  expect(code).toContain('["x"]: @d class {');
});
