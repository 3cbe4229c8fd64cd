import { inBatches } from '../store/usage/in-batches.ts';
import type { Job } from './job.ts';

const INTERVAL_MS = 10 * 60_000;
/** So that no transaction lasts long; what is left waits for the next run. */
const LONGEST_RUN_MS = 5_000;
/** Rows that one statement deletes of a table. */
const BATCH = 2_000;

/**
 * Removes the records that their tenants keep no longer: whole months where all are done with one, else row by row.
 * Totals stay, and so does what the entries came to.
 */
export const retention: Job = {
  name: 'retention',
  intervalMs: INTERVAL_MS,
  async run(connection) {
    const until = performance.now() + LONGEST_RUN_MS;
    const months = await connection.query<{ done: number }>('SELECT drop_expired_months() AS done');
    const deleted = await inBatches(until, async () => {
      const { rows } = await connection.query<{ done: number }>('SELECT delete_expired_records($1) AS done', [
        BATCH,
      ]);
      return rows[0]?.done ?? 0;
    });
    return { droppedPartitions: months.rows[0]?.done ?? 0, deleted };
  },
};
