import type { CompareOptions, Difference } from "./compare.ts";
import { compare } from "./compare.ts";
import type { Chunk } from "./program.ts";
import { chunksOf, render } from "./program.ts";

/** A difference with all left out of its program that it does not need, and the program's two texts. */
export interface ShrunkDifference extends Difference {
  readonly ours: string;
  readonly reference: string;
}

/** Leaves chunks out, one at a time, the outer ones first, as long as the difference remains one of its kind. */
export async function shrink(
  difference: Difference,
  options: CompareOptions = {},
): Promise<ShrunkDifference> {
  const { program, mode, printer } = difference;
  const dropped = new Set<Chunk>();
  let current = difference;
  for (let isSmaller = true; isSmaller;) {
    isSmaller = false;
    for (const chunk of chunksOf(program)) {
      if (dropped.has(chunk)) continue;
      dropped.add(chunk);
      const { differences } = await compare([{ program, mode }], {
        ...options,
        printers: [printer],
        dropped,
      });
      const [found] = differences;
      if (found && kindOf(found) === kindOf(difference)) {
        current = found;
        isSmaller = true;
      } else dropped.delete(chunk);
    }
  }
  return {
    ...current,
    ours: render(program, "field", dropped),
    reference: render(program, "accessor", dropped),
  };
}

/** The lines at which the two part: shrinking must not turn one difference into another. */
function kindOf({ expected, actual }: Difference): string {
  const at = expected.findIndex((line, index) => line !== actual[index]);
  return at < 0 ? (actual[expected.length] ?? "") : `${expected[at] ?? ""}\n${actual[at] ?? ""}`;
}

/** A difference for a reader: the program, and where the two observations part. */
export function report({
  program,
  mode,
  printer,
  expected,
  actual,
  ours,
}: ShrunkDifference): string {
  const first = expected.findIndex((line, index) => line !== actual[index]);
  const at = first < 0 ? expected.length : first;
  const around = (lines: readonly string[]) =>
    lines
      .slice(Math.max(0, at - 2), at + 4)
      .map((line, index) => `  ${Math.max(0, at - 2) + index === at ? ">" : " "} ${line}`)
      .join("\n");
  return [
    `seed ${program.seed}, printer ${printer}, ${JSON.stringify(mode)}`,
    ours,
    `accessor, in TypeScript's lowering (line ${at + 1} of ${expected.length}):`,
    around(expected),
    `@field (line ${at + 1} of ${actual.length}):`,
    around(actual),
  ].join("\n");
}
