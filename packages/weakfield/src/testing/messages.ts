/** The `code` of the one error that says that something leaks. */
export const stillAlive: string = "WEAKFIELD_ALIVE";

/** The error of an object that stayed alive. */
export function notCollected(name: string, timeout: number): Error {
  const what = name === "" ? "object" : `\`${name}\``;
  const error = assertionError(
    `The ${what} that the factory made was still alive after ${timeout} ms of collecting, and a ` +
      "plain object made the same way was freed: something outside holds it.",
  );
  return Object.assign(error, { code: stillAlive });
}

/** The error of a run whose controls failed: it proves nothing. */
export function cannotObserve(reason: string): Error {
  return assertionError(`Collection cannot be observed here: ${reason}. Nothing was proved.`);
}

/** The error of a factory that made nothing which could be freed. */
export function notMade(): Error {
  return assertionError("The factory did not return an object, so nothing can be freed.");
}

/** The error of a runtime without a way to collect garbage on demand. */
export function noCollector(cause: unknown): Error {
  const error = assertionError(
    "Garbage cannot be collected on demand here. Run the test under Node, or give the runtime a " +
      "global `gc` (`--expose-gc`).",
  );
  error.cause = cause;
  return error;
}

function assertionError(message: string): Error {
  const error = new Error(`[weakfield] ${message}`);
  // The name by which test runners tell a failed assertion from an accident.
  error.name = "AssertionError";
  return error;
}
