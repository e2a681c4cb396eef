import type * as ts from "typescript";

/**
 * Refuses compilers that have no transformers.
 *
 * @throws for TypeScript 7, and for whatever a host hands in that is no compiler
 */
export function assertSupported(compiler: typeof ts | undefined): asserts compiler is typeof ts {
  const { version, transform } = (compiler ?? {}) as Partial<typeof ts>;
  const major = Number.parseInt(version ?? "");
  if ((major === 5 || major === 6) && transform !== undefined) return;
  throw new Error(
    `@weakfield/transformer runs in TypeScript 5.0 to 6, not in ${version ?? "a compiler without a JavaScript API"}: TypeScript 7 has no transformers. Compile with \`weakfield build\` of @weakfield/cli, or install typescript@6 for this tool.`,
  );
}
