import * as parser from "@typescript-eslint/parser";
import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import { Linter } from "eslint";

/** The source code that a rule would get for the text, with scopes and parents in place. */
export function parse(code: string, sourceType: "module" | "script" = "module"): SourceCode {
  let sourceCode: unknown;
  const messages = new Linter({ configType: "flat" }).verify(
    code,
    {
      files: ["**/*.ts"],
      languageOptions: { parser, sourceType },
      plugins: {
        test: {
          rules: {
            capture: {
              create(context) {
                ({ sourceCode } = context);
                return {};
              },
            },
          },
        },
      },
      rules: { "test/capture": "error" },
    },
    { filename: "file.ts" },
  );
  if (messages.length > 0) throw new Error(messages.map((each) => each.message).join("\n"));
  return sourceCode as SourceCode;
}

type SourceCode = TSESLint.SourceCode;

/** The first node of the file, outer before inner, that is written like this and of the type, as far as they are given. */
export function findNode<Type extends TSESTree.Node["type"]>(
  sourceCode: SourceCode,
  text: string | null,
  type?: `${Type}`,
): Extract<TSESTree.Node, { type: Type }> {
  const stack: TSESTree.Node[] = [sourceCode.ast];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    const isWritten = text === null || sourceCode.getText(node) === text;
    if (isWritten && (type === undefined || node.type === type)) {
      return node as Extract<TSESTree.Node, { type: Type }>;
    }
    const children = (sourceCode.visitorKeys[node.type] ?? []).flatMap(
      (key) => (node as unknown as Record<string, TSESTree.Node | null | undefined>)[key] ?? [],
    );
    stack.push(...children.reverse());
  }
  throw new Error(`No ${type ?? "node"} is written ${text ?? "at all"}.`);
}
