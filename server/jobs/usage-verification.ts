import { createLogger } from '../platform/logger.ts';
import { compareWithRecords } from '../store/usage/compare-with-records.ts';
import type { Job } from './job.ts';

const HOUR_MS = 3_600_000;

/** Compares the totals of the hour before last with its records, and says so where they differ. */
export const usageVerification: Job = {
  name: 'usage-verification',
  intervalMs: HOUR_MS,
  async run(connection) {
    const now = Date.now();
    const to = new Date(now - (now % HOUR_MS) - HOUR_MS);
    const from = new Date(to.getTime() - HOUR_MS);
    const { compared, different } = await compareWithRecords(connection, from, to);
    if (different > 0) {
      createLogger('usage-verification').error(
        { from, compared, different },
        'usage totals differ from the records',
      );
    }
    return { compared, different };
  },
};
