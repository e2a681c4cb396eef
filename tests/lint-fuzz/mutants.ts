import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import * as parser from "@typescript-eslint/parser";
import { Linter } from "eslint";
import plugin from "eslint-plugin-weakfield";
import { createRandom } from "../differential/random.ts";
import type { Random } from "../differential/random.ts";

/** The name decides the parser: ESLint's own reads `.js` and `.cjs`, that of typescript-eslint the rest. */
export interface Source {
  readonly name: string;
  readonly text: string;
}

/** What a rule did wrong: it crashed, or a change that it offers does not parse. */
export interface Fault {
  readonly message: string;
  readonly stack: string;
}

const root = fileURLToPath(new URL("../..", import.meta.url));
const CODE = /\.(?:[cm]?js|jsx|tsx?)$/;
const SKIPPED = /^(?:node_modules|dist|coverage|\..*)$/;
const LARGEST = 60_000;
/** A run of spaces, a word, or one sign. */
const TOKEN = /\s+|[\w$]+|[^\s\w$]/gu;

const linter = new Linter({ configType: "flat" });
const rules = Object.fromEntries(
  Object.keys(plugin.rules).map((name) => [`weakfield/${name}`, "error" as const]),
);

function configs(name: string, withRules: boolean): Linter.Config[] {
  const own = /\.c?js$/.test(name);
  const jsx = /\.(?:[cm]?js|[jt]sx)$/.test(name);
  return [
    {
      files: ["**/*"],
      plugins: { weakfield: plugin as unknown as NonNullable<Linter.Config["plugins"]>[string] },
      languageOptions: {
        ...(own ? {} : { parser: parser as unknown as Linter.Parser }),
        sourceType: name.endsWith(".cjs") ? "commonjs" : "module",
        parserOptions: { ecmaFeatures: { jsx } },
      },
      linterOptions: { reportUnusedDisableDirectives: "off" },
      rules: withRules ? rules : {},
    },
  ];
}

/** Lints for the parser's verdict alone. Parsers themselves crash on some mutants; such a text does not parse. */
export function parses({ name, text }: Source): boolean {
  try {
    return !linter
      .verify(text, configs(name, false), { filename: name, allowInlineConfig: false })
      .some(({ fatal }) => fatal);
  } catch {
    return false;
  }
}

/** Lints a text that parses with every rule, applies each change that is offered, and returns the first fault or null. */
export function findFault(source: Source): Fault | null {
  const { name, text } = source;
  let messages: Linter.LintMessage[];
  try {
    messages = linter.verify(text, configs(name, true), {
      filename: name,
      allowInlineConfig: false,
    });
  } catch (error) {
    const { message, stack } = error as Error;
    return { message, stack: stack ?? "" };
  }
  for (const { ruleId, fix, suggestions } of messages) {
    const changes = [...(fix ? [fix] : []), ...(suggestions ?? []).map((each) => each.fix)];
    for (const { range, text: inserted } of changes) {
      const changed = text.slice(0, range[0]) + inserted + text.slice(range[1]);
      if (!parses({ name, text: changed })) {
        return { message: `A change that ${ruleId} offers does not parse.`, stack: changed };
      }
    }
  }
  return null;
}

/** The repository's own sources, and those of the corpus when it has been fetched, in the order of their names. */
export function readSources({ corpus }: { corpus: boolean }): Source[] {
  const folders = [
    "packages",
    "examples",
    "tests",
    "scripts",
    ...(corpus ? [".cache/corpus"] : []),
  ];
  return folders.flatMap((folder) => [...walk(path.join(root, folder))]);
}

function* walk(folder: string): Generator<Source> {
  let entries;
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch {
    return; // not there, or gone since: other tests write beside these files
  }
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!SKIPPED.test(entry.name)) yield* walk(file);
    } else if (entry.isFile() && CODE.test(entry.name) && !/\.d\.[^.]*ts$/.test(entry.name)) {
      if (statSync(file).size <= LARGEST) {
        yield {
          name: path.relative(root, file).replace(/^\.cache/, "cache"),
          text: readFileSync(file, "utf8"),
        };
      }
    }
  }
}

/** The mutant of a seed: one source, changed in one to four places. */
export function mutate(sources: readonly Source[], seed: number): Source {
  const random = createRandom(seed);
  const { name, text } = random.pick(sources);
  let tokens = tokensOf(text);
  for (let left = 1 + random.int(4); left > 0; left--) {
    tokens = change(tokens, random, () => tokensOf(random.pick(sources).text));
  }
  return { name, text: tokens.join("") };
}

function tokensOf(text: string): string[] {
  return text.match(TOKEN) ?? [];
}

const INSERTED = [
  "this",
  "null",
  "class A {}",
  "() => {}",
  "...a",
  "[]",
  "{}",
  "static ",
  "#x",
  "@a ",
];

function change(tokens: string[], random: Random, other: () => string[]): string[] {
  const from = random.int(tokens.length + 1);
  const to = Math.min(tokens.length, from + 1 + random.int(random.chance(0.3) ? 40 : 4));
  const head = tokens.slice(0, from);
  const range = tokens.slice(from, to);
  const tail = tokens.slice(to);
  switch (random.int(6)) {
    case 0:
      return [...head, ...tail];
    case 1:
      return [...head, ...range, ...range, ...tail];
    case 2: {
      const second = random.int(tail.length + 1);
      const moved = tail.slice(second, second + range.length);
      return [
        ...head,
        ...moved,
        ...tail.slice(0, second),
        ...range,
        ...tail.slice(second + range.length),
      ];
    }
    case 3:
      return head;
    case 4: {
      const foreign = other();
      const start = random.int(foreign.length + 1);
      return [...head, ...foreign.slice(start, start + 1 + random.int(60)), ...tail];
    }
    default:
      return [...head, random.pick(INSERTED), ...tail];
  }
}

/** The smallest text, to within `tries` attempts, that parses and still has a fault. */
export function minimize(source: Source, tries = 2000): Source {
  const { name } = source;
  let left = tries;
  const fails = (parts: readonly string[]) => {
    const smaller = { name, text: parts.join("") };
    return left-- > 0 && parses(smaller) && findFault(smaller) !== null;
  };
  const lines = remove(source.text.split(/(?<=\n)/), fails);
  return { name, text: remove(tokensOf(lines.join("")), fails).join("") };
}

function remove(parts: string[], fails: (parts: readonly string[]) => boolean): string[] {
  let rest = parts;
  for (let size = Math.ceil(rest.length / 2); size >= 1; size = Math.floor(size / 2)) {
    for (let at = 0; at < rest.length;) {
      const without = [...rest.slice(0, at), ...rest.slice(at + size)];
      if (fails(without)) rest = without;
      else at += size;
    }
  }
  return rest;
}

/** What no mutation of a well kept file leads to. */
export const ODD_SOURCES: readonly Source[] = [
  ...["ts", "js", "cjs"].flatMap((extension) => [
    { name: `empty.${extension}`, text: "" },
    { name: `comments.${extension}`, text: "// one\n/* two */\n/** @field */\n" },
    { name: `byte-order-mark.${extension}`, text: "\uFEFFclass A {}\r\nvar a = new Map()" },
  ]),
  {
    name: "standard.ts",
    text: "@a @b.c() @(d) class A { @a accessor x = []; @a static #y = {}; @a() [z]() {} @a get w() { return 1 } }",
  },
  {
    name: "legacy.ts",
    text: "@a() class A { constructor(@b() private x: X) {} @c() y!: Map<object, this>; @d z(@e w: any) {} }",
  },
  {
    name: "compiled.cjs",
    text: '__decorate([field, __metadata("design:type", Array)], A.prototype, "x", void 0); _applyDecoratedDescriptor(A.prototype, "y", [_dec], { configurable: true, initializer: null });',
  },
  {
    name: "view.tsx",
    text: "class A extends C<P> { cache = new Map(); render() { return <><B {...this.props} key={this.x}>{[...y]}</B></> } }",
  },
  { name: "view.js", text: "export const a = <A.B c:d='e' {...f}>{/* g */}{h}</A.B>;" },
  {
    name: "old.cjs",
    text: "with (a) { b = 010; } function A() { arguments.callee; } A.prototype = { x: [], get y() { return this.z }, __proto__: B }; l: for (var i = 0 in {}) break l; <!-- c\n",
  },
  {
    name: "old-class.cjs",
    text: "var A = (function (_super) { __extends(A, _super); function A() { var _this = _super !== null && _super.apply(this, arguments) || this; return _this; } A.cache = {}; A.prototype.list = []; return A; })(B);",
  },
];

/** One line of that many characters, as a minifier writes it: many small classes, maps and closures. */
export function minifiedSource(characters: number): Source {
  const part = (index: number) =>
    `var a${index}=new Map,b${index}=function(e){var t=this;return a${index}.has(e)||a${index}.set(e,t),a${index}.get(e)};` +
    `class c${index}{constructor(e){this.d=e,a${index}.set(this,e)}get f(){return a${index}.get(this)}}c${index}.prototype.g=[];`;
  let text = "";
  for (let index = 0; text.length < characters; index++) text += part(index);
  return { name: "minified.js", text };
}
