import { assertCollectable } from "weakfield/testing";

/** Whether what the factory makes is freed, or held by something, after its last reference has gone. */
export async function fateOf(factory: () => object): Promise<"freed" | "still alive"> {
  try {
    await assertCollectable(factory, { timeout: 500 });
  } catch (error) {
    // Any other error says that nothing was proved.
    if ((error as { code?: unknown }).code !== "WEAKFIELD_ALIVE") throw error;
    return "still alive";
  }
  return "freed";
}

/** Collects garbage, and lets finalizers run, until the condition holds. Gives up after five seconds. */
export async function collectUntil(condition: () => boolean): Promise<void> {
  const end = performance.now() + 5000;
  while (!condition()) {
    if (performance.now() > end) throw new Error("Nothing was collected.");
    // Resolves after garbage has been collected at least once.
    await assertCollectable(() => ({}));
  }
}
