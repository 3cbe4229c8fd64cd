import type { Pool } from 'pg';
import type { Job } from './job.ts';

/**
 * Runs a job once, unless another process of the deployment is at it.
 * @param pool of `heddle_platform`
 * @returns what was done; null when another process does it
 */
export async function runJob(job: Job, pool: Pool): Promise<Record<string, number> | null> {
  const connection = await pool.connect();
  let failure: unknown;
  try {
    await connection.query('BEGIN');
    const { rows } = await connection.query<{ ours: boolean }>(
      `SELECT pg_try_advisory_xact_lock(hashtext('heddle job'), hashtext($1)) AS ours`,
      [job.name],
    );
    const done = rows[0]?.ours ? await job.run(connection) : null;
    await connection.query('COMMIT');
    return done;
  } catch (error) {
    failure = error;
    throw error;
  } finally {
    // A connection that failed is not used again: closing it rolls back.
    connection.release(failure !== undefined);
  }
}
