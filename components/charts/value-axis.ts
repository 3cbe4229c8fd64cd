import { getNiceTickValues } from 'recharts';
import type { Point, Series } from './series.ts';

const tickCount = 4;
/** Of the axis' 11-pixel type; ideographs are square. */
const characterPx = 6.4;
const ideographPx = 11;
const marginPx = 10;

type Scale = {
  points: readonly Point[];
  series: readonly Series[];
  /** The values of a point stand on one another. */
  stacked: boolean;
};

/**
 * Round values from zero to above the largest, at most as many as the eye wants. Whole ones where all values are
 * whole: there is no half request. Empty when there is nothing but zeros.
 */
export function ticksOf({ points, series, stacked }: Scale): number[] {
  const rows = points.map(({ values }) => series.map(({ key }) => values[key] ?? 0));
  const heights = rows.map((row) =>
    stacked ? row.reduce((sum, value) => sum + value, 0) : Math.max(0, ...row),
  );
  const largest = Math.max(0, ...heights);
  if (largest === 0) return [];
  return getNiceTickValues([0, largest], tickCount, !rows.flat().every(Number.isInteger));
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
