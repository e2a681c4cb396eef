import path from "node:path";
import { fileURLToPath } from "node:url";
import plugin from "eslint-plugin-weakfield";
import type { Case } from "./cases.ts";

/** A tool that runs the plugin over the files of a folder. */
export interface Host {
  readonly name: string;
  /** What its `--version` has to print, apart from its name. */
  readonly version: RegExp;
  /** The file that Node runs. */
  readonly binary: string;
  /** Its configuration for these cases and what else it reads, by file name. */
  readonly configure: (cases: readonly Case[]) => Readonly<Record<string, string>>;
  /** Whether its project is to stand where neither `eslint` nor `typescript` can be found. */
  readonly isAlone: boolean;
  readonly readReports: (output: string, folder: string) => Report[];
}

/** What a host says of a place; lines and columns begin with one. */
export interface Report {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly rule: string;
  readonly message: string;
}

interface ESLintFile {
  filePath: string;
  messages: { ruleId: string | null; line: number; column: number; message: string }[];
}

interface OxlintOutput {
  diagnostics: {
    /** A file that cannot be parsed has none. */
    code?: string;
    filename: string;
    message: string;
    labels: [{ span: { line: number; column: number } }];
  }[];
}

const packages = fileURLToPath(new URL("node_modules", import.meta.url));

// JavaScript is left to the parser of ESLint itself.
const untyped = `
import * as parser from "@typescript-eslint/parser";
import weakfield from "eslint-plugin-weakfield";

export default [
  { files: ["**/*.ts"], languageOptions: { parser } },
  { files: ["**/*.{ts,js,mjs}"], ...weakfield.configs.all },
  ...overrides,
];
`;

// The rule "typed" stops the run where a file has no types, so that the host is what it is called.
const typed = `
import * as parser from "@typescript-eslint/parser";
import weakfield from "eslint-plugin-weakfield";

const typed = {
  create({ sourceCode }) {
    if (!sourceCode.parserServices.program?.getTypeChecker()) throw new Error("There are no types.");
    return {};
  },
};

export default [
  {
    files: ["*/*.{ts,js,mjs}"],
    languageOptions: {
      parser,
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    plugins: { host: { rules: { typed } } },
    rules: { "host/typed": "error" },
  },
  { files: ["*/*.{ts,js,mjs}"], ...weakfield.configs.all },
  ...overrides,
];
`;

const tsconfig = {
  compilerOptions: {
    allowJs: true,
    lib: ["ES2024", "DOM"],
    module: "NodeNext",
    moduleDetection: "force",
    noEmit: true,
    strict: true,
    target: "ES2022",
    types: ["node"],
  },
  include: ["*/*"],
};

const oxlintConfig = {
  categories: { correctness: "off" },
  jsPlugins: ["eslint-plugin-weakfield"],
  rules: plugin.configs.all.rules,
};

/** The first is the one that the others are compared with. */
export const hosts: readonly [Host, ...Host[]] = [
  eslint("ESLint 10", "eslint", /^v10\.15\./, untyped),
  eslint("ESLint 10 with types", "eslint", /^v10\.15\./, typed),
  eslint("ESLint 9", "eslint-9", /^v9\.39\./, untyped),
  eslint("ESLint 8", "eslint-8", /^v8\.57\.1$/, untyped),
  oxlint("oxlint", false),
  oxlint("oxlint without eslint and typescript", true),
];

/** The host of this name; throws when there is none. */
export function findHost(name: string): Host {
  const host = hosts.find((candidate) => candidate.name === name);
  if (host === undefined) throw new Error(`There is no host called ${name}.`);
  return host;
}

function eslint(name: string, folder: string, version: RegExp, config: string): Host {
  return {
    name,
    version,
    binary: path.join(packages, folder, "bin/eslint.js"),
    configure: (cases) => ({
      "eslint.config.js": `const overrides = ${JSON.stringify([...overridesOf(cases), ...languagesOf(cases)])};\n${config}`,
      "tsconfig.json": JSON.stringify(tsconfig),
    }),
    isAlone: false,
    readReports: (output, root) =>
      (JSON.parse(output) as ESLintFile[]).flatMap(({ filePath, messages }) =>
        messages.map(({ ruleId, line, column, message }) => ({
          file: path.relative(root, filePath).split(path.sep).join("/"),
          line,
          column,
          rule: ruleId ?? "",
          message,
        })),
      ),
  };
}

function oxlint(name: string, isAlone: boolean): Host {
  return {
    name,
    version: /^Version: 1\.94\./,
    binary: path.join(packages, "oxlint/bin/oxlint"),
    configure: (cases) => ({
      ".oxlintrc.json": JSON.stringify({ ...oxlintConfig, overrides: overridesOf(cases) }),
    }),
    isAlone,
    readReports: (output) =>
      (JSON.parse(output) as OxlintOutput).diagnostics.map(
        ({ code, filename, message, labels: [{ span }] }) => ({
          file: filename,
          line: span.line,
          column: span.column,
          rule: code?.replace(/^(.*)\((.*)\)$/, "$1/$2") ?? "",
          message,
        }),
      ),
  };
}

/** What the cases have of their own; both kinds of configuration spell it alike. */
function overridesOf(cases: readonly Case[]): { files: string[]; rules: object }[] {
  return cases
    .filter(({ options }) => options.length > 0)
    .map(({ file, options, rule }) => ({
      files: [file],
      rules: { [`weakfield/${rule}`]: ["error", ...options] },
    }));
}

function languagesOf(cases: readonly Case[]): { files: string[]; languageOptions: object }[] {
  return cases
    .filter(({ languageOptions }) => Object.keys(languageOptions).length > 0)
    .map(({ file, languageOptions }) => ({ files: [file], languageOptions }));
}
