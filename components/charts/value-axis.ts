import type { Point, Series } from './series.ts';

/** More lines than this across a chart are noise. */
const mostSteps = 4;
/** People count by one of these, times a power of ten. */
const roundNumbers = [1, 2, 5, 10];
/** Of the axis' 11-pixel type; ideographs are square. */
const characterPx = 6.4;
const ideographPx = 11;
const marginPx = 10;

type Scale = {
  points: readonly Point[];
  series: readonly Series[];
  /** The values of a point stand on one another. */
  stacked: boolean;
  /** The line of the period before is drawn too. */
  withBefore?: boolean;
};

/**
 * Round values from zero to above the largest: 0, 50, 100, 150 for 135. Whole ones where all values are whole: there
 * is no half request. Empty when there is nothing but zeros.
 */
export function ticksOf({ points, series, stacked, withBefore = false }: Scale): number[] {
  const rows = points.map(({ values }) => series.map(({ key }) => values[key] ?? 0));
  const heights = rows.map((row) =>
    stacked ? row.reduce((sum, value) => sum + value, 0) : Math.max(0, ...row),
  );
  const before = withBefore ? points.map((point) => point.before?.value ?? 0) : [];
  const largest = Math.max(0, ...heights, ...before);
  if (largest === 0) return [];
  const least = largest / mostSteps;
  const smallestExponent = [...rows.flat(), ...before].every(Number.isInteger) ? 0 : Number.NEGATIVE_INFINITY;
  const exponent = Math.max(smallestExponent, Math.floor(Math.log10(least)));
  const round = roundNumbers.find((number) => times10(number, exponent) >= least) ?? 10;
  const steps = Math.ceil(largest / times10(round, exponent));
  return Array.from({ length: steps + 1 }, (_, index) => times10(index * round, exponent));
}

/** Dividing by a power of ten gives 0.15 where multiplying by 0.01 gives 0.15000000000000002. */
function times10(whole: number, exponent: number): number {
  return exponent < 0 ? whole / 10 ** -exponent : whole * 10 ** exponent;
}

/** How many decimals the ticks of an axis want, all of them the same: 2 for 0, 0.05, 0.1. */
export function decimalsOf(ticks: readonly number[]): number {
  const step = ticks[1] ?? 1;
  return Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
}

/** How wide an axis has to be for its labels, in pixels. */
export function axisWidthPx(labels: readonly string[]): number {
  const widths = labels.map((label) =>
    Array.from(label).reduce(
      (sum, character) => sum + (character >= '\u2e80' ? ideographPx : characterPx),
      0,
    ),
  );
  return Math.ceil(Math.max(0, ...widths)) + marginPx;
}
