import { parseAndPlan, printText, resolveOptions } from "@weakfield/core";
import type { Options } from "@weakfield/core";
import { parseSync } from "oxc-parser";
import ts from "typescript";

/** A way to keep the values of a class `Subject` with the fields `f0`, `f1`, …, as JavaScript of ES2022. */
export type Candidate = (fields: number) => string;

const list = (fields: number, line: (name: string, index: number) => string): string =>
  Array.from({ length: fields }, (_, index) => line(`f${index}`, index)).join("\n");

const compile = (text: string): string =>
  ts.transpileModule(text, {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
  }).outputText;

const ours =
  (options: Options): Candidate =>
  (fields) => {
    const text = `import { field } from "weakfield";\nexport class Subject {\n${list(fields, (name, index) => `@field ${name}: number = ${index};`)}\n}`;
    const { plan } = parseAndPlan(parseSync, "subject.ts", text, resolveOptions(options).options);
    if (!plan) throw new Error("The class has no fields.");
    return compile(printText(text, plan, "subject.ts").code);
  };

/** The candidates; what hand-written code does is what a careful author writes, brand check included. */
export const candidates: Readonly<Record<string, Candidate>> = {
  "plain property": (fields) =>
    `export class Subject {\n${list(fields, (name, i) => `${name} = ${i};`)}\n}`,
  "#x by hand": (fields) =>
    `export class Subject {\n${list(fields, (name, i) => `#${name} = ${i}; get ${name}() { return this.#${name}; } set ${name}(v) { this.#${name} = v; }`)}\n}`,
  "WeakMap per field by hand": (fields) =>
    `${list(fields, (name) => `const ${name}s = new WeakMap();`)}
function read(map, object) { const value = map.get(object); if (value === undefined && !map.has(object)) throw new TypeError("foreign"); return value; }
function write(map, object, value) { if (!map.has(object)) throw new TypeError("foreign"); map.set(object, value); }
export class Subject {
constructor() {\n${list(fields, (name, i) => `${name}s.set(this, ${i});`)}\n}
${list(fields, (name) => `get ${name}() { return read(${name}s, this); } set ${name}(v) { write(${name}s, this, v); }`)}\n}`,
  "accessor by TypeScript": (fields) =>
    compile(
      `export class Subject {\n${list(fields, (name, i) => `accessor ${name}: number = ${i};`)}\n}`,
    ),
  "@field, private": ours({ storage: "private" }),
  "@field, weakmap": ours({ storage: "weakmap" }),
};
