import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

/** How the classes of a program keep their values. */
export const styles = {
  none: "plain properties",
  marker: "`@field`",
  hand: "`#x` by hand",
  decorators: "`@dec accessor`",
} as const;

export type Style = keyof typeof styles;

/** A module of classes with four fields, two of them converted, and a variable that uses them. */
export function moduleSource(style: Style, index: number, classCount = 3): string {
  const names = Array.from({ length: classCount }, (_, i) => `Order${index}_${i}`);
  const texts = names.map(
    (name) => `/** What the warehouse knows of an order. */
export class ${name} {
${MEMBERS[style]}

  get label(): string {
    return this.name + " x " + String(this.count);
  }
}
`,
  );
  const labels = names.map((name) => `new ${name}().label`).join(", ");
  return `${IMPORTS[style]}${texts.join("\n")}\nexport const labels${index}: string[] = [${labels}];\n`;
}

const IMPORTS: Readonly<Record<Style, string>> = {
  none: "",
  marker: `import { field, integer, text } from "weakfield";\n\n`,
  hand: `import { toInteger, toText } from "./convert.js";\n\n`,
  decorators: `import { converted, kept, toInteger, toText } from "./convert.js";\n\n`,
};

const MEMBERS: Readonly<Record<Style, string>> = {
  none: `  name = "none";
  count = 0;
  price: number = 0;
  note?: string;`,
  marker: `  @field(text({ min: 1, max: 40 })) name = "none";
  @field(integer) count = 0;
  @field price: number = 0;
  @field note?: string;`,
  decorators: `  @converted(toText(1, 40)) accessor name = "none";
  @converted(toInteger) accessor count = 0;
  @kept accessor price: number = 0;
  @kept accessor note: string | undefined;`,
  hand: `  #name = toText(1, 40)("none");
  get name(): string {
    return this.#name;
  }
  set name(value: string) {
    this.#name = toText(1, 40)(value);
  }
  #count = toInteger(0);
  get count(): number {
    return this.#count;
  }
  set count(value: number) {
    this.#count = toInteger(value);
  }
  #price: number = 0;
  get price(): number {
    return this.#price;
  }
  set price(value: number) {
    this.#price = value;
  }
  #note?: string | undefined;
  get note(): string | undefined {
    return this.#note;
  }
  set note(value: string | undefined) {
    this.#note = value;
  }`,
};

const CONVERT = `export function toInteger(value: number): number {
  if (!Number.isFinite(value)) throw new TypeError("Not a number.");
  return Math.trunc(value);
}

export function toText(min: number, max: number): (value: string) => string {
  return (value) => {
    if (value.length < min || value.length > max) throw new TypeError("Too long or too short.");
    return value;
  };
}

export function kept(_target: unknown, _context: unknown): void {}

export function converted<T>(convert: (value: T) => T) {
  return <C>(target: ClassAccessorDecoratorTarget<C, T>, _context: ClassAccessorDecoratorContext<C, T>) => ({
    init: convert,
    set(this: C, value: T): void {
      target.set.call(this, convert(value));
    },
  });
}
`;

/** Writes a program of so many modules, with an entry that imports them all, unless it is there, and returns its folder. */
export function writeProgram(parent: string, style: Style, files: number): string {
  const folder = path.join(parent, `${style}-${files}`);
  if (existsSync(folder)) return folder;
  mkdirSync(path.join(folder, "src"), { recursive: true });
  const write = (name: string, text: string) => writeFileSync(path.join(folder, name), text);
  write("package.json", `{ "type": "module", "sideEffects": true }\n`);
  write("src/convert.ts", CONVERT);
  const indices = Array.from({ length: files }, (_, index) => index);
  for (const index of indices) write(`src/module${index}.ts`, moduleSource(style, index));
  const imports = indices.map((i) => `import { labels${i} } from "./module${i}.js";`);
  // One expression: compilers refuse to follow the flow through thousands of statements.
  const all = indices.map((i) => `labels${i}`).join(", ");
  write("src/index.ts", `${imports.join("\n")}\n\nconsole.log([${all}].flat().length);\n`);
  return folder;
}

/** Writes a tsconfig.json for such a program and returns its path. */
export function writeConfig(folder: string, name: string, plugins: readonly object[]): string {
  const file = path.join(folder, `tsconfig.${name}.json`);
  const compilerOptions = {
    target: "ES2022",
    module: "NodeNext",
    strict: true,
    skipLibCheck: true,
    types: [],
    rootDir: "src",
    outDir: `out-${name}`,
    plugins,
  };
  writeFileSync(file, JSON.stringify({ compilerOptions, include: ["src"] }));
  return file;
}
