/** What several rounds gave: the median, and the quarters around it. */
export interface Spread {
  q1: number;
  median: number;
  q3: number;
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((one, other) => one - other);
  const at = (share: number) => sorted[Math.round((sorted.length - 1) * share)] ?? Number.NaN;
  return { q1: at(0.25), median: at(0.5), q3: at(0.75) };
}

/** `0.47 (0.45–0.50)` */
export function formatSpread({ q1, median, q3 }: Spread, digits = 2): string {
  return `${median.toFixed(digits)} (${q1.toFixed(digits)}–${q3.toFixed(digits)})`;
}
