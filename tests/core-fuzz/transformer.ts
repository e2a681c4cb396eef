import { before } from "@weakfield/transformer/before";
import { parseSync } from "oxc-parser";
import ts from "typescript";
import type { Case } from "./cases.ts";

const MODES: readonly ts.CompilerOptions[] = [
  { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
  {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.CommonJS,
    useDefineForClassFields: false,
  },
  { target: ts.ScriptTarget.ES2015, module: ts.ModuleKind.CommonJS, experimentalDecorators: true },
  { target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.ESNext },
];

/** What TypeScript says where it crashes without any transformer, on a class with a static block in the head of a loop. */
const KNOWN_CRASHES = ["Cannot add a block scoped variable outside of an iteration body."];

/** TypeScript leaves the `await` in the name of any accessor alone where it lowers the function around it. */
const KNOWN_OUTPUT = /^`await` is only allowed/;

/** What is wrong with the compiler's output of a text that oxc-parser takes; null for nothing. */
export function findTransformerFault({ name, text, options }: Case): string | null {
  const compilerOptions = MODES[text.length % MODES.length] ?? {};
  const fileName = `/${name.replace(/^.*[\\/]/, "")}`;
  const compile = (transformers: ts.CustomTransformers) =>
    ts.transpileModule(text, {
      fileName,
      compilerOptions: { ...compilerOptions, jsx: ts.JsxEmit.Preserve, inlineSourceMap: true },
      reportDiagnostics: true,
      transformers,
    });
  // Where the compiler alone crashes or writes what does not parse, there is nothing to compare with.
  const plain = attempt(() => compile({}));
  const ours = attempt(() => compile({ before: [before(options)] }));
  if (typeof ours === "string") {
    if (/WF\d{4}/.test(ours) || KNOWN_CRASHES.some((known) => ours.includes(known))) return null;
    return typeof plain === "string" ? null : ours;
  }
  if (typeof plain === "string" || (plain.diagnostics?.length ?? 0) > 0) return null;
  if (doesParse(plain.outputText) !== null) return null;
  const error = doesParse(ours.outputText);
  if (error !== null && KNOWN_OUTPUT.test(error)) return null;
  return error && `the output does not parse: ${error}\n${ours.outputText}`;
}

function attempt<T>(action: () => T): T | string {
  try {
    return action();
  } catch (error) {
    const { message, stack } = error as Error;
    return stack ?? message;
  }
}

function doesParse(code: string): string | null {
  return (
    parseSync("a.jsx", code, { lang: "jsx", sourceType: "unambiguous" }).errors[0]?.message ?? null
  );
}
