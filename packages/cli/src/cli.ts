#!/usr/bin/env node
import { main } from "./main.ts";

// A handler of ours waits until the files that are being written are written; children end with this program.
for (const [signal, number] of [
  ["SIGHUP", 1],
  ["SIGINT", 2],
  ["SIGTERM", 15],
] as const) {
  process.on(signal, () => process.exit(128 + number));
}

process.exitCode = await main(process.argv.slice(2), process);
