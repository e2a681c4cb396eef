import babel from "@babel/core";

import swc from "@swc/core";
import weakfield from "@weakfield/transformer";
import type { PluginConfig } from "@weakfield/transformer";
import esbuild from "esbuild";
import * as ts from "typescript";

const ES2022: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  sourceMap: false,
};

/** TypeScript as JavaScript of ES2022, by TypeScript. */
export function compileWithTypescript(text: string, options: ts.CompilerOptions = {}): string {
  return ts.transpileModule(text, { compilerOptions: { ...ES2022, ...options } }).outputText;
}

/** The same with our transformer, as `tspc` runs it. */
export function compileWithWeakfield(text: string, config: PluginConfig): string {
  const faults: ts.Diagnostic[] = [];
  const program = ts.createProgram([], ES2022);
  const addDiagnostic = (fault: ts.Diagnostic) => void faults.push(fault);
  const { before } = weakfield(program, config, { ts, addDiagnostic });
  const { outputText } = ts.transpileModule(text, {
    fileName: "subject.ts",
    compilerOptions: ES2022,
    transformers: { before: [before] },
  });
  const [fault] = faults;
  if (fault) throw new Error(ts.flattenDiagnosticMessageText(fault.messageText, "\n"));
  return outputText;
}

/** By Babel, with the decorators of the proposal that reached stage 3. */
export function compileWithBabel(text: string): string {
  const result = babel.transformSync(text, {
    filename: "subject.ts",
    babelrc: false,
    configFile: false,
    cwd: import.meta.dirname,
    presets: ["@babel/preset-typescript"],
    plugins: [["@babel/plugin-proposal-decorators", { version: "2023-11" }]],
  });
  return result?.code ?? "";
}

/** By swc. */
export function compileWithSwc(text: string): string {
  return swc.transformSync(text, {
    filename: "subject.ts",
    jsc: {
      target: "es2022",
      parser: { syntax: "typescript", decorators: true },
      transform: { decoratorVersion: "2023-11" },
    },
  }).code;
}

/** By esbuild. */
export function compileWithEsbuild(text: string): string {
  return esbuild.transformSync(text, { loader: "ts", target: "es2022" }).code;
}

/** A module as CommonJS, for the questions that evaluate classes by the hundred. */
export function toCommonjs(text: string): string {
  return compileWithTypescript(text, {
    target: ts.ScriptTarget.ESNext,
    module: ts.ModuleKind.CommonJS,
    esModuleInterop: false,
  });
}
