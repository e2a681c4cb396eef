#!/usr/bin/env node
import nodeModule from "node:module";

// A handler of ours waits until the files that are being written are written; children end with this program.
for (const [signal, number] of [
  ["SIGHUP", 1],
  ["SIGINT", 2],
  ["SIGTERM", 15],
] as const) {
  process.on(signal, () => process.exit(128 + number));
}

if (typeof nodeModule.enableCompileCache === "function") {
  // The next run finds compiled what this one loads from here on, the rest of this program first.
  nodeModule.enableCompileCache();
  const { main } = await import("./main.ts");
  process.exitCode = await main(process.argv.slice(2), process);
} else {
  console.error(`weakfield needs Node 22.12 or newer, not ${process.version}. Update Node.`);
  process.exitCode = 64;
}
