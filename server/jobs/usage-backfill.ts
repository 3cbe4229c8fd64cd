import { countEarlierRecords } from '../store/usage/count-earlier-records.ts';
import type { Job } from './job.ts';

/** Requests and charts have the database to themselves for most of the time. */
const INTERVAL_MS = 5_000;

/** Counts the records of before there were totals, a batch at a time. Has nothing to do once all are counted. */
export const usageBackfill: Job = {
  name: 'usage-backfill',
  intervalMs: INTERVAL_MS,
  async run(connection) {
    return { counted: (await countEarlierRecords(connection)) ?? 0 };
  },
};
