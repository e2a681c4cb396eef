import ts from "typescript";
import { expect, test } from "vitest";
import { before } from "../src/hosts/before.ts";

test("a file that only the compiler cannot parse keeps the compiler's own error", () => {
  // Our parser takes such a name for a property's; to the compiler it is a constructor without parameters.
  const text =
    'import { field } from "weakfield";\nexport class A { @field(f()) static accessor constructor = 1; }';
  const { diagnostics = [], outputText } = ts.transpileModule(text, {
    compilerOptions: { target: ts.ScriptTarget.ESNext },
    reportDiagnostics: true,
    transformers: { before: [before()] },
  });
  expect(diagnostics.map(({ messageText }) => messageText)).toContain("'(' expected.");
  expect(outputText).not.toContain("weakfield/internal");
});
