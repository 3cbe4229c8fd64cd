import { countEarlierRecords } from '../store/usage/count-earlier-records.ts';
import { dropShortPeriods } from '../store/usage/drop-short-periods.ts';
import { foldIncrements } from '../store/usage/fold-increments.ts';
import { settleTotals } from '../store/usage/settle-totals.ts';
import type { Job } from './job.ts';

/** Charts add up the increments of this long each time they are read. */
const INTERVAL_MS = 20_000;
/** So that no transaction lasts long; what is left waits for the next run. */
const MOST_BATCHES = 10;

/** Moves what the ledger has counted on to totals of minutes, hours and days, which charts are made of. */
export const usageTotals: Job = {
  name: 'usage-totals',
  intervalMs: INTERVAL_MS,
  async run(connection) {
    let folded = await foldIncrements(connection, MOST_BATCHES);
    let backfilled = 0;
    for (let batch = 0; batch < MOST_BATCHES; batch++) {
      const counted = await countEarlierRecords(connection);
      if (counted === null) break;
      backfilled += counted;
      folded += await foldIncrements(connection, MOST_BATCHES);
    }
    const settled = await settleTotals(connection, MOST_BATCHES);
    return { folded, backfilled, settled, dropped: await dropShortPeriods(connection) };
  },
};
