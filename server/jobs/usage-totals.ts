import { dropShortPeriods } from '../store/usage/drop-short-periods.ts';
import { foldIncrements } from '../store/usage/fold-increments.ts';
import { settleTotals } from '../store/usage/settle-totals.ts';
import type { Job } from './job.ts';

/** Charts add up the increments of this long each time they are read. */
const INTERVAL_MS = 20_000;
/** So that no transaction lasts long; what is left waits for the next run. */
const LONGEST_RUN_MS = 5_000;

/** Moves what the ledger has counted on to totals of minutes, hours and days, which charts are made of. */
export const usageTotals: Job = {
  name: 'usage-totals',
  intervalMs: INTERVAL_MS,
  async run(connection) {
    const until = performance.now() + LONGEST_RUN_MS;
    return {
      folded: await foldIncrements(connection, until),
      settled: await settleTotals(connection, until),
      dropped: await dropShortPeriods(connection),
    };
  },
};
