import type { UsageRow } from './dimension';
import { addsUp, amountOf, type Measure } from './measure.ts';

/** The rows that get a series of their own: the largest of a sum; of times, those of the most requests. */
export function topRows(rows: readonly UsageRow[], measure: Measure, count: number): UsageRow[] {
  const weight = (row: UsageRow) => (addsUp(measure) ? (amountOf(measure, row) ?? 0) : row.requests);
  return rows
    .filter((row) => row.value !== null && weight(row) > 0)
    .toSorted((a, b) => weight(b) - weight(a))
    .slice(0, count);
}
