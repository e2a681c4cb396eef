// Compiles the lesson as a user would, runs it, and lints it.
import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { beforeAll, describe, expect, test } from "vitest";

interface Row {
  readonly row: number;
  readonly lesson: string;
  readonly rules: readonly string[];
  readonly mistake: readonly string[];
  readonly field: readonly string[];
}

interface Finding {
  readonly file: string;
  readonly rule: string;
  readonly line: number;
}

const folder = fileURLToPath(new URL("..", import.meta.url));
const files = readdirSync(path.join(folder, "src")).filter((name) => /^\d\d-/.test(name));

const expected: readonly Row[] = [
  {
    row: 1,
    lesson: "one hard-coded key",
    rules: ["no-shared-key"],
    mistake: ["after x = 10.1 and y = 20.2: x is 20, y is 20"],
    field: ["after x = 10.1 and y = 20.2: x is 10, y is 20"],
  },
  {
    row: 2,
    lesson: "the value in the descriptor",
    rules: ["no-shared-value", "no-shared-prototype-value"],
    mistake: [
      "after a.x = 10.1 and b.x = 20.2: a.x is 20, b.x is 20",
      "after a.add(1) and b.add(2): a has [1,2], b has [1,2]",
    ],
    field: [
      "after a.x = 10.1 and b.x = 20.2: a.x is 10, b.x is 20",
      "after a.add(1) and b.add(2): a has [1], b has [2]",
    ],
  },
  {
    row: 3,
    lesson: "an underscore and the name",
    rules: ["no-derived-key"],
    mistake: [
      "after one move by 10.5: x is 11, moves counted: 11",
      "frozen, then celsius = 21.5: TypeError: Cannot add property _celsius, object is not extensible",
    ],
    field: ["after one move by 10.5: x is 10, moves counted: 1", "frozen, then celsius = 21.5: 21"],
  },
  {
    row: 4,
    lesson: "a strong map keyed by the instance",
    rules: ["no-strong-instance-map"],
    mistake: ["after the last reference has gone, the point is still alive; entries: 1"],
    field: ["after the last reference has gone, the point is freed"],
  },
  {
    row: 5,
    lesson: "a weak map",
    rules: ["no-map-bracket-access"],
    mistake: [
      "after a.x = 10.1 and b.x = 20.2: a.x is 20, b.x is 20",
      "the map has an entry for a: false; its property: [object Object]",
    ],
    field: ["a.x is 10; live points: 2, after b has gone: 1"],
  },
  {
    row: 6,
    lesson: "instances that are equal by value",
    rules: ["no-id-keyed-storage"],
    mistake: [
      "two accounts, equal: true; after a.balance = 100 and b.balance = 250: a has 250, b has 250",
    ],
    field: [
      "two accounts, equal: true; after a.balance = 100 and b.balance = 250: a has 100, b has 250",
    ],
  },
  {
    row: 7,
    lesson: "a map keyed by an id",
    rules: ["no-id-keyed-storage"],
    mistake: [
      "connection 3 has received 512 bytes; after its last reference has gone, it is freed",
      "a new connection 3 begins with 512 bytes",
      "entries of connections that have gone: 1",
    ],
    field: [
      "connection 3 has received 512 bytes; after its last reference has gone, it is freed",
      "a new connection 3 begins with 0 bytes",
    ],
  },
  {
    row: 8,
    lesson: "a weak reference with a callback",
    rules: ["no-finalizer-scan", "no-unswept-weak-ref", "no-finalizer-retention"],
    mistake: [
      "to remove the entry of 1 subscription of 1001, the finalizer looked at 1001",
      "weak references kept for 1 live listener: 10",
      "after its last reference has gone, a file that registers its own method is still alive",
      "(subscriptions in use: 1000)",
    ],
    field: [
      "live subscriptions: 1001, after one has gone: 1000",
      "after its last reference has gone, a subscription is freed",
      "(subscriptions in use: 1000)",
    ],
  },
  {
    row: 9,
    lesson: "every object, and nothing else",
    rules: [],
    mistake: [
      "sealed: TypeError: Cannot add property Symbol(), object is not extensible",
      "a number as a key: TypeError: Invalid value used as weak map key",
      "through a proxy: undefined",
    ],
    field: [
      "sealed: 10",
      "frozen: 10",
      "without a prototype: 10",
      "a subclass of Map: 10",
      "through a proxy: TypeError: [weakfield] `Point.x` was used on an object that its class did not initialize. It may be a Proxy (Vue and MobX make them), an Object.create copy, or an instance whose constructor has not come this far.",
    ],
  },
  {
    row: 10,
    lesson: "an integer",
    rules: [],
    mistake: [
      "x = 10.1: x is 10",
      'x = "20": x is 20',
      "x = 3000000000: x is -1294967296",
      'x = "": x is 0',
      "x = null: x is 0",
      'x = "12px": x is 0',
    ],
    field: [
      "x = 10.1: x is 10",
      'x = "20": x is 20',
      "x = 3000000000: x is 3000000000",
      'x = "": refused, x is still 7',
      "x = null: refused, x is still 7",
      'x = "12px": refused, x is still 7',
    ],
  },
  {
    row: 11,
    lesson: "a string of a certain length",
    rules: [],
    mistake: [
      '"Savings": accepted',
      '["a","b","c","d","e"]: accepted',
      '"🐖🐖🐖🐖🐖": refused. RangeError: at most 8 characters',
      '"1234": refused. RangeError: at least 5 characters',
      '"123456789": refused. RangeError: at most 8 characters',
    ],
    field: [
      '"Savings": accepted',
      '["a","b","c","d","e"]: refused. Value must be a string.',
      '"🐖🐖🐖🐖🐖": accepted',
      '"1234": refused. Value should be at least 5 characters.',
      '"123456789": refused. Value cannot exceed 8 characters.',
    ],
  },
  {
    row: 12,
    lesson: "access through the class",
    rules: [],
    mistake: ["after OpenPoint.prototype.x = 5: x of a new point is 5"],
    field: [
      "Point.prototype.x = 5: TypeError: [weakfield] `Point.x` was used on an object that its class did not initialize. The receiver is the prototype itself: use an instance.",
      "fields of Point: x,y",
      "x of 2 live points: 10,20",
      "x has a value for {}: false; its converter is integer: true",
    ],
  },
  {
    row: 13,
    lesson: "a read before the first write",
    rules: [],
    mistake: ["x of a new point: TypeError: Cannot read properties of undefined (reading 'value')"],
    field: ["x of a new point: undefined"],
  },
  {
    row: 14,
    lesson: "values freed with the object",
    rules: ["no-strong-instance-map"],
    mistake: [
      "after the last reference has gone, the person is still alive",
      "entries: 1 person, 1 account",
    ],
    field: [
      "after the last reference has gone, the person is freed",
      "of 200000 people and accounts that refer to each other, 0 are left",
    ],
  },
];

let rows: readonly Row[];
let findings: readonly Finding[];

beforeAll(async () => {
  await node("node_modules/ts-patch/bin/tspc.js", "-p", ".");
  rows = JSON.parse(await node("dist/main.js", "--json")) as Row[];
  findings = JSON.parse(await node("lint.mjs", "--json")) as Finding[];
}, 120_000);

test("every row has one file", () => {
  expect(files.map((file) => Number(file.slice(0, 2)))).toEqual(expected.map(({ row }) => row));
});

describe.each(expected)("row $row, $lesson", (row) => {
  const file = `src/${files[row.row - 1]}`;

  test("goes wrong, and right with `@field`, as the lesson says", () => {
    expect(rows.find((candidate) => candidate.row === row.row)).toEqual(row);
  });

  test("its mistake is found by the rules it names, and its field by none", () => {
    const lines = readFileSync(path.join(folder, file), "utf8").split("\n");
    const border = lines.findIndex((line) => line.startsWith("// The field: ")) + 1;
    expect(border).toBeGreaterThan(0);
    const here = findings.filter((finding) => finding.file === file);
    const rules = new Set(here.map(({ rule }) => rule.replace("weakfield/", "")));
    expect([...rules]).toEqual(expect.arrayContaining([...row.rules]));
    expect(here.filter(({ line }) => line > border)).toEqual([]);
  });
});

test("the program runs every step", () => {
  expect(rows.map(({ row }) => row)).toEqual(expected.map(({ row }) => row));
});

async function node(...args: readonly string[]): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: folder });
    return stdout;
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(`${args.join(" ")}\n${stdout}${stderr}`, { cause: error });
  }
}
