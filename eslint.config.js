import { defineConfig, globalIgnores } from "eslint/config";
import eslintPlugin from "eslint-plugin-eslint-plugin";
import weakfield from "eslint-plugin-weakfield";
import tseslint from "typescript-eslint";

/** What the sources of a package may not import: data flows one way, and no package loads more than it needs. */
const forbidden = (...patterns) => ({
  "no-restricted-imports": [
    "error",
    { patterns: patterns.map(([regex, message]) => ({ regex, message })) },
  ],
});
const anyPackage = ["^(?!\\.|node:)", "This package has no dependencies."];
const parsers = [
  "^(oxc-parser|acorn|@babel/parser|espree|@typescript-eslint/)",
  "The analyzer takes a tree that somebody else parsed.",
];
const compiler = [
  "^typescript$",
  "The host hands its compiler in: import its types, never the compiler.",
];
const ownPackages = (...allowed) => [
  `^(?!(${allowed.join("|")})(/|$))(@weakfield/|weakfield(/|$)|eslint-plugin-weakfield)`,
  "See the table of imports in CONTRIBUTING.md.",
];

export default defineConfig(
  globalIgnores([
    "**/dist/",
    "**/.cache/",
    "**/.tmp/",
    "**/coverage/",
    "tests/fixtures/",
    "packages/weakfield/tests/types/",
    "packages/weakfield/tests/fixtures/emitted.ts",
    "examples/lesson/src/",
  ]),
  {
    files: ["packages/*/{src,tests}/**/*.ts", "tests/**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/restrict-template-expressions": [
        "error",
        { allowNumber: true, allowBoolean: true, allowNullish: true },
      ],
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
      "@typescript-eslint/no-unused-vars": ["error", { varsIgnorePattern: "^_" }],
      // Getters and setters are values here: they are read from descriptors and called with their receiver.
      "@typescript-eslint/unbound-method": "off",
    },
  },
  {
    files: ["packages/*/tests/**/*.ts", "tests/**/*.ts"],
    rules: {
      // Tests make the odd shapes that the rules warn of.
      "@typescript-eslint/consistent-type-imports": "off",
      "@typescript-eslint/no-empty-object-type": "off",
      "@typescript-eslint/no-extraneous-class": "off",
      "@typescript-eslint/no-misused-spread": "off",
      "@typescript-eslint/no-unnecessary-type-conversion": "off",
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-class-instance-assignment": "off",
      "@typescript-eslint/require-await": "off",
    },
  },
  {
    files: ["packages/*/{src,tests}/**/*.ts", "tests/**/*.ts", "scripts/**/*.mjs"],
    extends: [weakfield.configs.all],
  },
  {
    files: ["packages/eslint-plugin-weakfield/src/**/*.ts"],
    extends: [eslintPlugin.configs.recommended],
    rules: {
      // ESLint 8 does not know it; the defaults are given to `createRule`.
      "eslint-plugin/require-meta-default-options": "off",
    },
  },
  {
    files: ["packages/eslint-plugin-weakfield/{src,tests}/**/*.ts"],
    rules: {
      // Other parsers leave out what the types promise, and the enum of node types would be loaded at run time.
      "@typescript-eslint/no-unnecessary-condition": "off",
      "@typescript-eslint/no-unsafe-enum-comparison": "off",
    },
  },
  { files: ["packages/weakfield/src/**/*.ts"], rules: forbidden(anyPackage) },
  { files: ["packages/core/src/**/*.ts"], rules: forbidden(parsers, compiler, ownPackages()) },
  {
    files: ["packages/transformer/src/**/*.ts"],
    rules: {
      ...forbidden(ownPackages("@weakfield/core")),
      "@typescript-eslint/no-restricted-imports": [
        "error",
        { paths: [{ name: "typescript", message: compiler[1], allowTypeImports: true }] },
      ],
    },
  },
  {
    // The hosts of this entry hand no compiler in; they compile with the one of the project.
    files: ["packages/transformer/src/hosts/before.ts"],
    rules: { "@typescript-eslint/no-restricted-imports": "off" },
  },
  {
    files: ["packages/eslint-plugin-weakfield/src/**/*.ts"],
    rules: {
      ...forbidden(ownPackages("@weakfield/core")),
      "@typescript-eslint/no-restricted-imports": [
        "error",
        {
          paths: ["eslint", "typescript", "@typescript-eslint/utils"].map((name) => ({
            name,
            message: "Loads eslint or typescript: import its types, or a subpath.",
            allowTypeImports: true,
          })),
        },
      ],
    },
  },
  {
    files: ["packages/{unplugin,cli}/src/**/*.ts"],
    rules: forbidden(ownPackages("@weakfield/core", "@weakfield/unplugin")),
  },
);
