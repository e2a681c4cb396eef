import { readFolders, readSources } from "../mutated-sources/sources.ts";
import type { Source } from "../mutated-sources/sources.ts";

/** The TypeScript of this repository, and of a package that comes with its own. */
export function ownSources(): Source[] {
  const zod = readFolders(["tests/node_modules/zod/src"]);
  return [...readSources({ corpus: false }), ...zod].filter(isTypeScript);
}

/** The same, and that of the corpus, if it has been fetched. */
export function allSources(): Source[] {
  return [...ownSources(), ...readFolders([".cache/corpus"]).filter(isTypeScript)];
}

function isTypeScript({ name, text }: Source): boolean {
  return /\.[cm]?tsx?$/.test(name) && text.length < 30_000;
}
