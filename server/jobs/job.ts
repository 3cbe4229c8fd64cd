import type { PoolClient } from 'pg';

/** Work that a deployment does by itself, time and again. */
export interface Job {
  /** For the log, and for the lock that keeps it from running twice at once: `usage-partitions`. */
  name: string;
  /** From the end of one run to the beginning of the next. The first run is at start. */
  intervalMs: number;
  /**
   * Does the work once, as `heddle_platform` and in one transaction. Doing it again at once must do no harm: each
   * process of a deployment keeps its own clock.
   * @returns what was done, in numbers for the log
   */
  run(connection: PoolClient): Promise<Record<string, number>>;
}
