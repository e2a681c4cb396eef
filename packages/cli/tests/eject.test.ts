import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
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
    "1 undefined\n2\nTypeError: Counter.total refused the value.\n",
  );
  const tsc = fileURLToPath(new URL("../node_modules/typescript/bin/tsc", import.meta.url));
  const flags = ["--ignoreConfig", "--noEmit", "--strict", "--target", "es2022", "--types", "node"];
  run(process.execPath, tsc, ...flags, "--module", "nodenext", "a.ts");
});

test("JavaScript stays JavaScript", async () => {
  const { code, folder } = await eject(
    "a.js",
    'import { field } from "weakfield";\nclass A {\n  @field(Number) a = "1";\n}\nconsole.log(new A().a + 1);\n',
  );
  expect(code).toContain("function fieldConverter(\n  source,\n  field,\n  owner,\n) {");
  expect(execFileSync(process.execPath, ["a.js"], { cwd: folder, encoding: "utf8" })).toBe("2\n");
});

test("what has no plain form stays, and is listed", async () => {
  const text = `import { field } from "weakfield";
export const make = () => class {
  @field(Number) a = 1;
};
`;
  const { code, status, stderr } = await eject("a.ts", text);
  expect(code).toBe(text);
  expect(stderr).toBe(
    "a.ts:3:3 was not ejected: it has a converter, and no variable can be declared beside its class: move the class into a statement of its own.\n",
  );
  expect(status).toBe(1);
});
