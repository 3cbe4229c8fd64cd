import type { Point, Series } from './series';

/** More series than this, and those that are nothing at a moment are left out of its tooltip. */
const mostZeros = 4;

/** What a tooltip says of the series at one point, the largest first where there are many. */
export function rowsAt(point: Point, series: readonly Series[]): (Series & { value: number | null })[] {
  const rows = series.map((entry) => ({ ...entry, value: point.values[entry.key] ?? null }));
  if (rows.length <= mostZeros) return rows;
  return rows.filter(({ value }) => value).sort((a, b) => (b.value ?? 0) - (a.value ?? 0));
}

/** All series of a point together. */
export function sumAt(point: Point, series: readonly Series[]): number {
  return series.reduce((sum, { key }) => sum + (point.values[key] ?? 0), 0);
}
