import { getFileIndex } from "./file-index.ts";
import type { FileFacts } from "./function-facts.ts";
import type { SourceCode } from "./syntax.ts";

/** What is known of the functions of the file, gathered once, in the walk of the file's index. */
export function getFacts(sourceCode: SourceCode): FileFacts {
  return getFileIndex(sourceCode).facts;
}
