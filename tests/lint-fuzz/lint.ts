import * as parser from "@typescript-eslint/parser";
import { Linter } from "eslint";
import plugin from "eslint-plugin-weakfield";
import type { Source } from "../mutated-sources/sources.ts";

/** What a rule did wrong: it crashed, or a change that it offers does not parse. */
export interface Fault {
  readonly message: string;
  readonly stack: string;
}

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
