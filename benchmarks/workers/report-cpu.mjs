// Preloaded (`--import`) into a command that is measured: writes its CPU time in seconds, of all threads, to CPU_REPORT at its end.
import { writeFileSync } from "node:fs";

const file = process.env.CPU_REPORT;
process.on("exit", () => {
  const { user, system } = process.cpuUsage();
  writeFileSync(file, String((user + system) / 1e6));
});
