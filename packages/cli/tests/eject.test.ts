import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { createFolder, weakfield } from "./run.ts";

const eject = async (name: string, text: string) => {
  const folder = createFolder({ [name]: text, "package.json": '{ "type": "module" }' });
  const run = await weakfield(folder, "eject", name);
  return { ...run, folder, code: readFileSync(join(folder, name), "utf8") };
};

test("fields without converters become accessors of the standard", async () => {
  const { code, status } = await eject(
    "a.ts",
    `import { field } from "weakfield";
import * as w from "weakfield";

export class A extends Base {
  @field one = 1; // a comment
  @field private readonly two!: number;
  @w.field static three?: () => void;
  @field
  protected override four?: string = "4";
  @field accessor #five = 5;
  @field ["six"] = 6;
  @field [key()]: number;
  untouched = 7;
}
`,
  );
  expect(code).toBe(`
export class A extends Base {
  accessor one = 1; // a comment
  private accessor two!: number;
  static accessor three: (() => void) | undefined;
  protected override accessor four: string | undefined = "4";
  accessor #five = 5;
  accessor ["six"] = 6;
  accessor [key()]: number;
  untouched = 7;
}
`);
  expect(status).toBe(0);
});

const source = `import { field as f, type FieldError } from "weakfield";

export type Failure = FieldError;
const even = {
  "~standard": {
    validate: (value: unknown) =>
      typeof value === "number" && value % 2 === 0 ? { value } : { issues: [{ message: "odd" }] },
    types: undefined as { readonly output: number } | undefined,
  },
};
export function make(log: (line: string) => void) {
  // Counted.
  class Counter {
    /** How many. */
    @f((value, { field, owner }) => Math.trunc(Number(value ?? field.length + owner.length))) count = 1.5;
    @f(even) static #total: number = (2);
    @f(String) name?: string;
    static total = () => Counter.#total++;
  }
  const counter = new Counter();
  log(\`\${counter.count} \${counter.name}\`);
  counter.count = "2.5" as never;
  log(String(counter.count));
  try {
    Counter.total();
  } catch (error) {
    log(String(error));
  }
}
make(console.log);
`;

test("fields with converters become private slots with a getter and a setter", async () => {
  const { code, status, folder } = await eject("a.ts", source);
  expect(code).not.toContain("@f");
  expect(code).toContain('import { type FieldError } from "weakfield";');
  expect(code).toContain(`  const toName = fieldConverter(String, "name", "Counter");
  // Counted.
  class Counter {
    /** How many. */
    get count() {
      return this.#count;
    }
    set count(value) {
      this.#count = toCount(value);
    }
    #count = toCount(1.5);
    static get #total(): number {
      return this.#total2;
    }
    static set #total(value: number) {
      this.#total2 = toTotal(value);
    }
    static #total2: number = toTotal(2);
    get name(): string | undefined {
      return this.#name;
    }
    set name(value: string | undefined) {
      this.#name = toName(value);
    }
    #name: string | undefined;
    static total = () => Counter.#total++;
`);
  expect(status).toBe(0);
  const run = (...words: string[]) => {
    const [command = "", ...rest] = words;
    return execFileSync(command, rest, { cwd: folder, encoding: "utf8" });
  };
  expect(run(process.execPath, "a.ts")).toBe(
    "1 undefined\n2\nTypeError: Counter.total refused the value: odd\n",
  );
  const tsc = fileURLToPath(new URL("../node_modules/typescript/bin/tsc", import.meta.url));
  const flags = ["--ignoreConfig", "--noEmit", "--strict", "--target", "es2022", "--types", "node"];
  run(process.execPath, tsc, ...flags, "--module", "nodenext", "a.ts");
});

test.each([
  ["CRLF", "\r\n"],
  ["CR", "\r"],
])("a file with %s keeps its line ends, and has them in what is new", async (_name, lineBreak) => {
  const expressions = `${source}
export const list = [class { @field(Number) a = 1; }];
export const make2 = () => class { @field(Number) a = 1; };
`.replace("field as f", "field, field as f");
  const { code } = await eject("a.ts", expressions);
  const other = await eject("a.ts", expressions.replaceAll("\n", lineBreak));
  expect(code.match(/fieldConverter\(/g)?.length).toBeGreaterThan(3);
  expect(other.code).toBe(code.replaceAll("\n", lineBreak));
  expect(other.stderr).toBe("");
});

test("JavaScript stays JavaScript", async () => {
  const { code, folder } = await eject(
    "a.js",
    'import { field } from "weakfield";\nclass A {\n  @field(Number) a = "1";\n}\nconsole.log(new A().a + 1);\n',
  );
  expect(code).toContain("function fieldConverter(\n  source,\n  field,\n  owner,\n) {");
  expect(execFileSync(process.execPath, ["a.js"], { cwd: folder, encoding: "utf8" })).toBe("2\n");
});

test("class expressions keep their names, and each evaluation has its own converters", async () => {
  const { code, status, folder } = await eject(
    "a.ts",
    `import { field } from "weakfield";
const make = (base: number) => class { @field((value) => Number(value) + base) a = 1; };
const Named = class { @field(Number) b = 2; };
const other = { "my-name": class { @field(Number) c = 3; } };
const [One, Two] = [make(1), make(2)];
console.log(new One().a, new Two().a, One.name === "", Named.name, new Named().b);
console.log(other["my-name"].name, new other["my-name"]().c);
`,
  );
  expect(code).toContain(`const make = (base: number) => {
  const toA = fieldConverter((value) => Number(value) + base, "a", "");
  return class {`);
  expect(status).toBe(0);
  const output = execFileSync(process.execPath, ["a.ts"], { cwd: folder, encoding: "utf8" });
  expect(output).toBe("2 3 true Named 2\nmy-name 3\n");
});

test("a class in a converter goes with the converter", async () => {
  const { code, status, folder } = await eject(
    "a.ts",
    `import { field } from "weakfield";
class Outer {
  @field((value) => new (class Inner { @field(Number) n = String(value); @field plain = 1; })()) inner: any = 1.5;
  @field((value) => { class Deep { @field((x) => { class Deeper { @field(String) s = x; } return new Deeper().s; }) d = value; } return new Deep().d; }) deep: any = 7;
}
const outer = new Outer();
console.log(outer.inner.n, outer.inner.plain, outer.deep === "7");
outer.inner.n = "2";
console.log(outer.inner.n);
`,
  );
  expect(status).toBe(0);
  expect(code).not.toContain("@field");
  const tsc = fileURLToPath(new URL("../node_modules/typescript/bin/tsc", import.meta.url));
  const flags = ["--ignoreConfig", "--target", "es2022", "--module", "nodenext", "--noCheck"];
  execFileSync(process.execPath, [tsc, ...flags, "a.ts"], { cwd: folder });
  const output = execFileSync(process.execPath, ["a.js"], { cwd: folder, encoding: "utf8" });
  expect(output).toBe("1.5 1 true\n2\n");
});

const between =
  "its converter is evaluated among other parts of its class that can tell: put it into a variable before the class";
test.each([
  [
    "a class that extends a call",
    "export class A extends mixin(Base) {\n  @field(Number) a = 1;\n}",
    between,
  ],
  ["a decorated class", "@decorate\nexport class A {\n  @field(Number) a = 1;\n}", between],
  [
    "a class with a computed name",
    "let n = 1;\nexport class A {\n  [(n++, 'a')]() {}\n  @field(text({ max: n })) b = '';\n}",
    between,
  ],
  [
    "a private name",
    "export class A {\n  @field((v) => #b in Object(v)) a = 1;\n  #b = 1;\n}",
    "its converter mentions a private name, which only the class knows: convert by a function without it",
  ],
  [
    "a computed name",
    "export class A {\n  @field(Number) [key()] = 1;\n}",
    "it has a converter and a computed name: move its work into methods",
  ],
])("what has no plain form stays, and is listed: %s", async (_what, declaration, reason) => {
  const text = `import { field, text } from "weakfield";\n${declaration}\n`;
  const { code, status, stderr } = await eject("a.ts", text);
  expect(code).toBe(text);
  expect(stderr).toMatch(/^a\.ts:\d:3 was not ejected: /);
  expect(stderr).toContain(`: ${reason}.\n`);
  expect(status).toBe(1);
});

const programs = new URL("../../../tests/fixtures/programs/", import.meta.url);
/**
 * What an ejected program cannot do: it lists fields, or asks for the error of the runtime. And TypeScript names a
 * function in an `accessor` after a storage of its own.
 */
const differing = /\b(?:assign|fieldOf|fieldsOf|snapshot|FieldError|refused)\b|handler/;

test("ejected programs are right under strict and print what they printed", async () => {
  const names = readdirSync(programs).filter((name) => name.endsWith(".ts"));
  const text = (name: string) => readFileSync(new URL(name, programs), "utf8");
  const folder = createFolder({
    "package.json": '{ "type": "module" }',
    "tsconfig.json": JSON.stringify({
      compilerOptions: {
        ...{ target: "ES2022", module: "NodeNext", strict: true, types: ["node"] },
        ...{ lib: ["ES2022"], skipLibCheck: true, rootDir: "src", outDir: "dist" },
      },
      include: ["src"],
    }),
    ...Object.fromEntries(names.map((name) => [`src/${name}`, text(name)])),
  });
  const { status, stderr } = await weakfield(folder, "eject", "src");
  // What has no plain form is tested above.
  const line = /^src\/(\S+):\d+:\d+ was not ejected: .*\n/gm;
  const declined = new Set([...stderr.matchAll(line)].map(([, name = ""]) => name));
  expect(stderr.replace(line, "")).toBe("");
  expect(status).toBe(1);
  const tsc = fileURLToPath(new URL("../node_modules/typescript/bin/tsc", import.meta.url));
  // Throws if there are errors.
  execFileSync(process.execPath, [tsc, "-p", "."], { cwd: folder });
  const same = names.filter((name) => !declined.has(name) && !differing.test(text(name)));
  expect(same.length).toBeGreaterThan(4);
  for (const name of same.map((file) => file.slice(0, -".ts".length))) {
    const output = execFileSync(process.execPath, [`dist/${name}.js`], {
      cwd: folder,
      encoding: "utf8",
    });
    expect(output, name).toBe(text(`${name}.out.txt`));
  }
});
