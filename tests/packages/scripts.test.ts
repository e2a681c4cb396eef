// What the scripts start on Windows, seen where there is none.
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { root } from "./registry.ts";

test.skipIf(process.platform === "win32")(
  "a shell of Windows gets one line of quoted words",
  () => {
    const setup = pathToFileURL(join(root, "scripts/setup.mjs")).href;
    const program = `
import { run } from ${JSON.stringify(setup)};
process.on("warning", ({ message }) => console.log(message));
Object.defineProperty(process, "platform", { value: "win32" });
const args = ["./packages/*", "C:\\\\My Files\\\\a", "C:\\\\b\\\\", 'say "no"'];
console.log(await run("tool", args));`;
    const printed = execFileSync(process.execPath, ["--input-type=module", "--eval", program], {
      encoding: "utf8",
      env: { ...process.env, comspec: "echo" },
    });
    expect(printed.trim()).toBe(
      '-c tool "./packages/*" "C:\\My Files\\a" "C:\\b\\\\" "say \\"no\\""',
    );
  },
);
