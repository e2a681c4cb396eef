/** What starts a tool of `node_modules/.bin`. */
export interface ToolCommand {
  readonly file: string;
  readonly args: readonly string[];
  readonly shell: boolean;
}

/** On Windows, the tools there are scripts for a shell, which takes a line apart again. */
export function toolCommand(file: string, args: readonly string[]): ToolCommand {
  if (process.platform !== "win32") return { file, args, shell: false };
  const words = [file, ...args].map((word) => `"${word.replaceAll('"', '\\"')}"`);
  return { file: words.join(" "), args: [], shell: true };
}
