import { fileURLToPath } from "node:url";
import ts from "typescript";

// From here on `weakfield` is found.
const FOLDER = fileURLToPath(new URL("../../../../tests/lint/", import.meta.url));

/** The errors of each program, all of them checked together as modules of their own, with `experimentalDecorators` or not. */
export function findTypeErrors(
  programs: readonly string[],
  experimentalDecorators: boolean,
): string[][] {
  const options: ts.CompilerOptions = {
    experimentalDecorators,
    lib: ["lib.es2024.d.ts", "lib.dom.d.ts"],
    module: ts.ModuleKind.NodeNext,
    moduleDetection: ts.ModuleDetectionKind.Force,
    noEmit: true,
    strict: true,
    target: ts.ScriptTarget.ES2022,
    types: [],
  };
  const files = new Map(programs.map((code, index) => [`${FOLDER}program-${index}.ts`, code]));
  const host = ts.createCompilerHost(options);
  const { fileExists, getSourceFile, readFile } = host;
  host.fileExists = (name) => files.has(name) || fileExists(name);
  host.readFile = (name) => files.get(name) ?? readFile(name);
  host.getSourceFile = (name, target, ...rest) => {
    const code = files.get(name);
    return code === undefined
      ? getSourceFile(name, target, ...rest)
      : ts.createSourceFile(name, code, target);
  };
  const program = ts.createProgram([...files.keys()], options, host);
  const [wrong] = program.getOptionsDiagnostics();
  if (wrong !== undefined) throw new Error(textOf(wrong));
  return [...files.keys()].map((name) =>
    ts.getPreEmitDiagnostics(program, program.getSourceFile(name)).map(textOf),
  );
}

/** Without the spelling that a compiler suggests for the first few names only, and the code that says that it does. */
function textOf({ messageText }: ts.Diagnostic): string {
  return ts.flattenDiagnosticMessageText(messageText, "\n").replace(/ Did you mean .*$/, "");
}
