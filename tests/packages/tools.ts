// For each section of docs/install.md: the project that a user of the tool has already, and how its result is run.

/** The rest of what a section needs to be tried. */
export interface Tool {
  /** What is installed before: the tool itself, in the version that this workspace tests. */
  readonly tools?: readonly string[];
  readonly files: Readonly<Record<string, string>>;
  readonly type?: "commonjs";
  /** The command that runs what the section has built; without it, the last command of the section does that itself. */
  readonly run?: string;
  /** What is printed in the end: a whole text, or a part of one. A linter has to fail and to say this. */
  readonly prints: string | RegExp;
  readonly fails?: true;
  /** What is said instead, where packages are not in a folder `node_modules`. */
  readonly refusesPnp?: string;
}

const source = `import { field, integer } from "weakfield";

export class Person {
  @field(integer) age = 36.5;
}
console.log(new Person().age);
`;
const test = `import { field, integer } from "weakfield";

declare const expect: (value: unknown) => { toBe(value: unknown): void };
declare const test: (name: string, body: () => void) => void;

class Person {
  @field(integer) age = 36.5;
}
test("converts", () => expect(new Person().age).toBe(36));
`;
const faulty = `function observed(target, key) {
  let value;
  Object.defineProperty(target, key, { get: () => value, set: (next) => (value = next) });
}
export class Person {
  @observed name = "";
}
`;
const tsconfig = (compilerOptions: object): string =>
  JSON.stringify({
    compilerOptions: {
      target: "ES2022",
      strict: true,
      rootDir: "src",
      types: [],
      ...compilerOptions,
    },
    include: ["src"],
  });
const bundled = { "src/main.ts": source };
const forBundler = {
  ...bundled,
  "tsconfig.json": tsconfig({ module: "ESNext", moduleResolution: "Bundler" }),
};
const forNode = { ...bundled, "tsconfig.json": tsconfig({ module: "NodeNext", outDir: "dist" }) };
/** Compiles the modules of a page as the tests of the documentation do. */
const checked = {
  "tsconfig.json": JSON.stringify({
    compilerOptions: {
      target: "ES2022",
      module: "NodeNext",
      lib: ["ES2024", "DOM"],
      types: [],
      strict: true,
      skipLibCheck: true,
      rootDir: ".",
      plugins: [{ transform: "@weakfield/transformer" }],
    },
    include: ["*.ts"],
  }),
};
const built = { run: "node dist/main.js", prints: "36\n" };
const tested = { prints: "" };
/** The command line looks for the compiler of a project in its folders. */
const refusesPnp = "has no package `typescript`";

/** By the title of the section. */
export const tools: Readonly<Record<string, Tool>> = {
  tspc: { files: bundled, ...built },
  "TypeScript 7": { files: forNode, ...built, refusesPnp },
  "Vite and Vitest": {
    tools: ["vite", "vitest"],
    files: {
      "index.html": '<script type="module" src="/src/main.ts"></script>',
      ...bundled,
      "src/person.test.ts": `import { expect, test } from "vitest";\n${test.replaceAll(/declare .*\n/g, "")}`,
    },
    prints: /Tests +1 passed/,
  },
  Rollup: { tools: ["rollup"], files: { "src/main.js": source }, ...built },
  "@rollup/plugin-typescript": {
    tools: ["rollup", "@rollup/plugin-typescript", "tslib", "typescript"],
    files: forBundler,
    ...built,
  },
  Rolldown: { tools: ["rolldown"], files: bundled, ...built },
  webpack: {
    tools: ["webpack", "webpack-cli", "swc-loader", "@swc/core"],
    files: bundled,
    ...built,
  },
  "ts-loader": {
    tools: ["webpack", "webpack-cli", "ts-loader", "typescript"],
    files: forBundler,
    ...built,
  },
  Rspack: { tools: ["@rspack/core", "@rspack/cli"], files: bundled, ...built },
  esbuild: { tools: ["esbuild"], files: bundled, ...built },
  "Jest with ts-jest": {
    // jest-util is a peer of ts-jest.
    tools: ["jest", "jest-util", "ts-jest", "typescript"],
    files: {
      "src/person.test.ts": test,
      "tsconfig.json": tsconfig({ module: "CommonJS", moduleResolution: "Bundler" }),
    },
    type: "commonjs",
    ...tested,
  },
  "Jest with babel-jest": {
    tools: ["jest", "@babel/core", "@babel/preset-env", "@babel/preset-typescript"],
    files: { "src/person.test.ts": test },
    type: "commonjs",
    ...tested,
  },
  Node: { files: bundled, prints: "36\n" },
  tsx: { tools: ["tsx"], files: bundled, prints: "36\n" },
  ESLint: {
    tools: ["eslint", "typescript-eslint", "typescript"],
    files: { "src/observed.ts": faulty },
    prints: "weakfield/no-shared-value",
    fails: true,
  },
  oxlint: {
    tools: ["oxlint"],
    files: { "src/observed.ts": faulty },
    prints: "weakfield(no-shared-value)",
    fails: true,
  },
};

/** For each page besides docs/install.md that has commands of its own: its project, and what comes of it. */
export const pages: Readonly<Record<string, Omit<Tool, "tools" | "type">>> = {
  "README.md": { files: { "person.ts": source }, run: "node person.js", prints: "36\n" },
  "packages/cli/README.md": { files: forNode, ...built, refusesPnp },
  "packages/core/README.md": { files: checked, prints: /^/ },
  "packages/transformer/README.md": {
    files: { "person.ts": source },
    run: "node person.js",
    prints: "36\n",
  },
  "packages/weakfield/README.md": { files: checked, prints: /^/ },
};
