import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import type { Options } from "@weakfield/core";
import type * as ts from "typescript";

// The compiler that tspc runs, patched by ts-patch.
const compiler = createRequire(import.meta.url)("ts-patch/compiler") as typeof ts;

/** Compiles `classes.mts` with the real compiler and imports the result. */
export async function compileClasses(
  name: string,
  options: Options,
): Promise<typeof import("./classes.mts")> {
  const folder = new URL(`.tmp/${name}/`, import.meta.url);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const source = fileURLToPath(new URL("classes.mts", folder));
  writeFileSync(source, readFileSync(new URL("classes.mts", import.meta.url)));
  const program = compiler.createProgram([source], {
    target: compiler.ScriptTarget.ES2022,
    module: compiler.ModuleKind.NodeNext,
    moduleResolution: compiler.ModuleResolutionKind.NodeNext,
    lib: ["lib.es2022.d.ts"],
    types: [],
    strict: true,
    skipLibCheck: true,
    rootDir: fileURLToPath(folder),
    outDir: fileURLToPath(folder),
    plugins: [{ transform: "@weakfield/transformer", ...options }] as never,
    configFilePath: fileURLToPath(new URL("../tsconfig.json", import.meta.url)),
  });
  const found = [...compiler.getPreEmitDiagnostics(program), ...program.emit().diagnostics];
  if (found.length > 0) {
    throw new Error(
      found
        .map((fault) => compiler.flattenDiagnosticMessageText(fault.messageText, "\n"))
        .join("\n"),
    );
  }
  return (await import(new URL("classes.mjs", folder).href)) as typeof import("./classes.mts");
}
