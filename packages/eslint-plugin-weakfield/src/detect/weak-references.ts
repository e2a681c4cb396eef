import type { SourceCode } from "./syntax.ts";

const answers = new WeakMap<object, boolean>();

/** Cheap test before anything is walked: can this file hold a weak reference or a finalizer at all? */
export function mentionsWeakReferences({ ast, text }: SourceCode): boolean {
  let answer = answers.get(ast);
  if (answer === undefined) {
    answer = ["WeakRef", "FinalizationRegistry", "deref"].some((name) => text.includes(name));
    answers.set(ast, answer);
  }
  return answer;
}
