/** A piece of text that takes the place of another, as ESLint gives it for fixes and suggestions. */
export interface Fix {
  readonly range: readonly [start: number, end: number];
  readonly text: string;
}

/**
 * The code with the fixes made that one pass of a linter makes: from the front on, where two start together the shorter
 * first, none that overlaps or touches one that is made.
 */
export function applyFixes(code: string, fixes: readonly Fix[]): string {
  const sorted = fixes.toSorted(({ range: a }, { range: b }) => a[0] - b[0] || a[1] - b[1]);
  let output = "";
  let position = 0;
  let end = -1;
  for (const { range, text } of sorted) {
    if (range[0] <= end) continue;
    output += code.slice(position, range[0]) + text;
    position = end = range[1];
  }
  return output + code.slice(position);
}
