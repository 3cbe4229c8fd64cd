import type { Job } from './job.ts';

const DAY_MS = 24 * 3_600_000;
const MONTHS_AHEAD = 2;

/** Makes the ledger's partitions of this month and the next ones before anybody writes to them. */
export const usagePartitions: Job = {
  name: 'usage-partitions',
  intervalMs: DAY_MS,
  async run(connection) {
    const { rows } = await connection.query<{ made: number }>('SELECT ensure_usage_partitions($1) AS made', [
      MONTHS_AHEAD,
    ]);
    return { made: rows[0]?.made ?? 0 };
  },
};
