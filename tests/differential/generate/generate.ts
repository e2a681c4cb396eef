import type { Part, Program } from "../program.ts";
import { chunk, code } from "../program.ts";
import type { Context } from "./context.ts";
import { createContext } from "./context.ts";
import { SYMBOLS } from "./names.ts";
import { exportsOf, generateBase, SCENARIOS } from "./scenarios.ts";

/** The program of a seed: classes with marked members, and code that prints all that can be seen of them. */
export function generateProgram(seed: number): Program {
  const context = createContext(seed);
  const { random, label } = context;
  const symbols = SYMBOLS.map(({ name, make }) => `${name}: any = ${make}`).join(", ");
  const parts: Part[] = [`const ${symbols};\nconst leaked: any[] = [], ended: any[] = [];\n`];
  const base = random.chance(0.3) ? generateBase(context) : null;
  if (base) parts.push(...base.parts);
  for (let count = random.chance(0.15) ? 2 : 1; count > 0; count--) {
    const scenario = random.pick(SCENARIOS);
    const statements = scenario(context, random.chance(0.8) ? base : null);
    parts.push(chunk(surround(context, statements)));
  }
  if (random.chance(0.1)) parts.push(chunk(exportsOf(context, base)));
  parts.push(
    `export const done = Promise.all(ended).then(() => ev(${label("leaked")}, leaked.length));\n`,
  );
  return { seed, parts, traits: context.traits, hasConverters: context.hasConverters };
}

/** The top of the file, a function, or a block. */
function surround({ random, label }: Context, statements: Part[]): Part[] {
  // A namespace stands at the top only.
  const isBound = statements.some((part) => typeof part === "string" && part.includes("namespace"));
  const kind = isBound ? 0 : random.int(4);
  if (kind === 0) return statements;
  if (kind === 1) return code`{\n${statements}}\n`;
  return code`attempt(${label("block")}, () => {\n${statements}});\n`;
}
