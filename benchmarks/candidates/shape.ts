/** What class a candidate is to be: `export class Subject` with the fields `f0`, `f1`, …, which begin as 0, 1, …. */
export interface Shape {
  readonly name: string;
  readonly fields: number;
  /** Whether what is written, and the first value, goes through `integer`. */
  readonly isConverted: boolean;
}

/** One line of code for each field. */
export function eachField(
  { fields }: Shape,
  line: (field: string, index: number) => string,
): string {
  return Array.from({ length: fields }, (_, index) => line(`f${index}`, index)).join("\n");
}

/** `export class Subject { … }` around members, with what a converted class written by hand imports. */
export function classOf({ name, isConverted }: Shape, members: string): string {
  const imports = isConverted
    ? `import { toInteger } from "weakfield-benchmarks/to-integer";\n`
    : "";
  return `${imports}export class ${name} {\n${members}\n}\n`;
}

/** The expression that a hand-written class stores. */
export function converted({ isConverted }: Shape, value: string): string {
  return isConverted ? `toInteger(${value})` : value;
}
