// npm run demo
//
// Installs, builds, compiles both examples and shows what they print: fourteen mistakes with what is right, a small program, the
// JavaScript that a class becomes, and the lint rules at work. Needs Node 20 and npm.
import { readFile } from "node:fs/promises";
import path from "node:path";
import { progress, root, run, setup } from "./setup.mjs";

const start = performance.now();
const lesson = path.join(root, "examples", "lesson");
const program = path.join(root, "examples", "tspc");

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function main() {
  const env = await setup({ only: ["examples/lesson", "examples/tspc"] });
  const node = (cwd, ...args) => run("node", args, { cwd, env });
  await progress(console.log, "compile the examples", async () => {
    await run("tspc", ["-p", "."], { cwd: lesson, env });
    await run("tspc", ["-p", "."], { cwd: program, env });
  });
  const steps = await progress(console.log, "run the lesson", () => node(lesson, "dist/main.js"));
  const findings = await progress(console.log, "lint the lesson", () => node(lesson, "lint.mjs"));
  const printed = await progress(console.log, "run the program", () =>
    node(program, "dist/main.js"),
  );

  title("Fourteen places to keep a value: examples/lesson");
  console.log(steps.trimEnd());
  title("What the lint rules say about these mistakes");
  console.log(findings.trim());
  title("A small program: examples/tspc");
  console.log(printed.trim());
  title("A class of that program, and what tspc makes of it");
  console.log(cut(await readFile(path.join(program, "src", "models.ts"), "utf8"), "Person"));
  console.log();
  console.log(cut(await readFile(path.join(program, "dist", "models.js"), "utf8"), "Person"));
  console.log(`\nDone in ${((performance.now() - start) / 1000).toFixed(0)} s.`);
}

function title(text) {
  console.log(`\n${"=".repeat(text.length)}\n${text}\n${"=".repeat(text.length)}\n`);
}

/** The lines of a class, with the variables that the compiler has put before it. */
function cut(text, name) {
  const lines = text.split(/\r?\n/);
  const declaration = lines.findIndex((line) => line.startsWith(`export class ${name} {`));
  const variables = lines.findIndex((line) => line.startsWith(`const $${name} =`));
  const end = lines.indexOf("}", declaration);
  if (declaration < 0 || end < 0) throw new Error(`No class ${name} was found.`);
  return lines.slice(variables < 0 ? declaration : variables, end + 1).join("\n");
}
