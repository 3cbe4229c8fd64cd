import type { PoolClient } from 'pg';
import { levels } from './levels.ts';

/**
 * Deletes totals of short periods that are as old as those are kept. Longer ones have them.
 * @param connection of `heddle_platform`
 * @returns how many rows
 */
export async function dropShortPeriods(connection: PoolClient): Promise<number> {
  let dropped = 0;
  for (const { seconds, keptDays } of levels) {
    if (keptDays === null) continue;
    const { rowCount } = await connection.query(
      'DELETE FROM usage_totals WHERE level = $1 AND settled AND bucket < now() - make_interval(days => $2)',
      [seconds, keptDays],
    );
    dropped += rowCount ?? 0;
  }
  return dropped;
}
