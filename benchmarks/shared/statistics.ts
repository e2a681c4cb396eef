/** The middle value; between two, the upper one. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The value below which this share of the values lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

/** A ratio with its spread over the rounds. */
export interface Ratio {
  /** Of the two medians. */
  readonly value: number;
  /** The lower quartile of the ratios of single rounds. */
  readonly low: number;
  /** Their upper quartile. */
  readonly high: number;
}

/** How many times the reference something takes. Round N of both was measured one after the other. */
export function ratioOf(values: readonly number[], reference: readonly number[]): Ratio {
  const single = values
    .map((value, round) => value / (reference[round] ?? NaN))
    .filter((ratio) => Number.isFinite(ratio));
  return {
    value: median(values) / median(reference),
    low: quantile(single, 0.25),
    high: quantile(single, 0.75),
  };
}

/** With this many significant digits: more of a measurement would only be noise in the difference of two runs. */
export function rounded(value: number, digits = 4): number {
  return Number(value.toPrecision(digits));
}
