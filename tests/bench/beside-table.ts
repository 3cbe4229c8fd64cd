import type { Beside } from './beside.ts';
import type { Findings } from './part.ts';
import { formatSpread } from './spread.ts';

/** What became of streams beside other requests, as people read it. */
export function besideTable(rows: readonly Beside[], note: string): Findings {
  return {
    columns: ['streams beside', 'streams/s ratio', 'p99 ms alone', 'beside', 'others'],
    rows: rows.map(({ name, throughputRatio, aloneP99Ms, besideP99Ms, others }) => [
      name,
      formatSpread(throughputRatio),
      aloneP99Ms.toFixed(1),
      besideP99Ms.toFixed(1),
      String(others),
    ]),
    note,
    figures: rows,
  };
}
