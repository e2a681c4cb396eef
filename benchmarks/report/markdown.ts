import type { Ratio } from "../shared/statistics.ts";

/** A table; the first column is text, the others are numbers. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const rule = head.map((_, index) => (index === 0 ? "---" : "--:"));
  return [head, rule, ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** A number with about three digits: `0.042`, `1.25`, `37`, `1,204`. */
export function number(value: number): string {
  if (!Number.isFinite(value)) return "–";
  const size = Math.abs(value);
  if (size >= 100) return Math.round(value).toLocaleString("en-US");
  if (size >= 10) return value.toFixed(1).replace(/\.0$/, "");
  return size >= 0.1 ? value.toFixed(2) : Number(value.toPrecision(2)).toString();
}

/** `1.25 (1.2–1.31)`: the ratio, and the quartiles of its rounds where they say something. */
export function ratio({ value, low, high }: Ratio): string {
  if (!Number.isFinite(value)) return "–";
  const text = number(value);
  const spread = `${number(low)}–${number(high)}`;
  return number(low) === number(high) ? text : `${text} (${spread})`;
}
