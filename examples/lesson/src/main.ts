// node dist/main.js [--json] [row…]
//
// Runs the steps named by their rows, or all of them, and prints for each what goes wrong and what is right.
import { step as oneKey } from "./01-one-key.js";
import { step as valueInTheDescriptor } from "./02-value-in-the-descriptor.js";
import { step as underscoreName } from "./03-underscore-name.js";
import { step as strongMap } from "./04-strong-map.js";
import { step as weakMap } from "./05-weak-map.js";
import { step as equalInstances } from "./06-equal-instances.js";
import { step as keyedById } from "./07-keyed-by-id.js";
import { step as finalizers } from "./08-finalizers.js";
import { step as everyObject } from "./09-every-object.js";
import { step as integerStep } from "./10-integer.js";
import { step as validString } from "./11-valid-string.js";
import { step as accessThroughTheClass } from "./12-access-through-the-class.js";
import { step as readBeforeWrite } from "./13-read-before-write.js";
import { step as freedWithTheObject } from "./14-freed-with-the-object.js";
import type { Step } from "./step.js";

const steps: readonly Step[] = [
  oneKey,
  valueInTheDescriptor,
  underscoreName,
  strongMap,
  weakMap,
  equalInstances,
  keyedById,
  finalizers,
  everyObject,
  integerStep,
  validString,
  accessThroughTheClass,
  readBeforeWrite,
  freedWithTheObject,
];

const args = process.argv.slice(2);
const rows = args.filter((arg) => /^\d+$/.test(arg)).map(Number);
const chosen = steps.filter(({ row }) => rows.length === 0 || rows.includes(row));

const results = [];
for (const step of chosen) {
  const { row, lesson, rules } = step;
  const result = { row, lesson, rules, mistake: await step.mistake(), field: await step.field() };
  results.push(result);
  if (!args.includes("--json")) print(result);
}
if (args.includes("--json")) console.log(JSON.stringify(results, null, 2));

interface Result {
  readonly row: number;
  readonly lesson: string;
  readonly rules: readonly string[];
  readonly mistake: readonly string[];
  readonly field: readonly string[];
}

function print({ row, lesson, rules, mistake, field }: Result): void {
  console.log(`${String(row).padStart(2)}. ${lesson}`);
  printLines("wrong", mistake);
  if (rules.length > 0) printLines("rule", [rules.map((rule) => `weakfield/${rule}`).join(", ")]);
  printLines("right", field);
  console.log();
}

function printLines(label: string, lines: readonly string[]): void {
  lines.forEach((line, index) => {
    console.log(`    ${(index === 0 ? label : "").padEnd(7)}${line}`);
  });
}
