import { setImmediate } from "node:timers/promises";
import type { Report } from "./report.ts";

/** Goes through a list, says now and then how far it is, and lets signals in between. */
export async function* withProgress<T>(
  items: readonly T[],
  verb: string,
  report: Report,
): AsyncGenerator<T, void, undefined> {
  let done = 0;
  const end = report.progress(() => `${done} of ${items.length} files ${verb}`);
  try {
    for (const item of items) {
      await setImmediate();
      yield item;
      done++;
    }
  } finally {
    end();
  }
}
