// Compiles the sources it is given with the plugin, over and over, and answers with what they became.
import { parentPort, workerData } from "node:worker_threads";
import weakfield from "@weakfield/unplugin/rollup";

/** A file, by the id that a bundler would give it. */
export interface Module {
  readonly name: string;
  readonly text: string;
}

/** What became of a file; null: nothing. */
export type Transformed = { readonly code: string; readonly map: string } | null;

type Handler = (
  this: { error: (failure: { message: string }) => never },
  code: string,
  id: string,
) => { code: string; map: object } | null;

/** What the plugin makes of each file. */
export function transformAll(modules: readonly Module[]): Transformed[] {
  const { transform } = weakfield({ storage: "weakmap" }) as unknown as {
    transform: { handler: Handler };
  };
  const context = {
    error: ({ message }: { message: string }) => {
      throw new Error(message);
    },
  };
  return modules.map(({ name, text }) => {
    const result = transform.handler.call(context, text, name);
    return result && { code: result.code, map: JSON.stringify(result.map) };
  });
}

const task = workerData as { modules?: readonly Module[]; rounds?: number } | null;
if (task?.modules) {
  const { modules, rounds } = task;
  parentPort?.postMessage(Array.from({ length: rounds ?? 1 }, () => transformAll(modules)));
}
