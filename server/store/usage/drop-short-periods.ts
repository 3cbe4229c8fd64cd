import type { PoolClient } from 'pg';
import { keptDays } from './levels.ts';
import { forgetTags } from './tag-totals.ts';

/**
 * Deletes totals of short periods that are as old as those are kept, which longer ones have, and forgets tags that
 * are not used any more.
 * @param connection of `heddle_platform`
 * @returns how many rows
 */
export async function dropShortPeriods(connection: PoolClient): Promise<number> {
  let dropped = 0;
  for (const [level, days] of Object.entries(keptDays)) {
    const { rowCount } = await connection.query(
      'DELETE FROM usage_totals WHERE level = $1 AND settled AND bucket < now() - make_interval(days => $2)',
      [Number(level), days],
    );
    dropped += rowCount ?? 0;
  }
  await connection.query(forgetTags);
  return dropped;
}
