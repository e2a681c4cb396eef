/**
 * Runs the compilation of one file. Faults of the file are diagnostics; whatever is thrown is a fault of ours and leaves
 * with the file's name, its own stack below that, and the original as `cause`.
 */
export function compiling<T>(fileName: string, compile: () => T): T {
  try {
    return compile();
  } catch (error) {
    const message = `[weakfield] ${fileName} could not be compiled. This is a fault of weakfield, not of the file: please report it with these lines.`;
    const failure = new Error(message, { cause: error });
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    // Not all hosts print a cause.
    failure.stack = `Error: ${message}\n${stack}`;
    throw failure;
  }
}
