import type { PoolClient } from 'pg';
import { groupIncrements } from './group-increments.ts';
import { settleMinutes } from './settle-statement.ts';
import { countTags } from './tag-totals.ts';

const MOST_RECORDS = 25_000;

/**
 * The latest that have not been looked at: from the record a batch before the last one, or the beginning of time.
 * $1 records in a batch
 */
const nextSpan = `
  SELECT
    least(latest.created_at, coalesce((
      SELECT created_at FROM usage_records WHERE created_at <= latest.created_at
      ORDER BY created_at DESC OFFSET $1 LIMIT 1
    ), '-infinity'))::text AS start,
    counted_from::text AS "end"
  FROM usage_backfill, LATERAL (
    SELECT created_at FROM usage_records WHERE created_at < counted_from ORDER BY created_at DESC LIMIT 1
  ) AS latest`;

/** $1 from, $2 to */
const countSpan = settleMinutes(`
  WITH earlier AS (SELECT * FROM record_increments WHERE NOT counted AND created_at >= $1 AND created_at < $2)
  ${groupIncrements('earlier')}`);

/** $1 from, $2 to */
const countTagsOfSpan = `
  WITH taken AS (SELECT * FROM record_increments WHERE NOT counted AND created_at >= $1 AND created_at < $2), ${countTags}
  SELECT`;

/**
 * Counts records of before there were totals: the newest first, which people look at, and none twice, however often it
 * is broken off.
 * @param connection of `heddle_platform`, in a transaction; no other one counts meanwhile
 * @param most about how many
 * @returns how many minutes of something they made; null when there are no more records
 */
export async function countEarlierRecords(
  connection: PoolClient,
  most = MOST_RECORDS,
): Promise<number | null> {
  const { rows: spans } = await connection.query<{ start: string; end: string }>(nextSpan, [most]);
  const [span] = spans;
  if (!span) {
    await connection.query('DELETE FROM usage_backfill');
    return null;
  }
  const { rows } = await connection.query<{ taken: number }>(countSpan, [span.start, span.end]);
  await connection.query(countTagsOfSpan, [span.start, span.end]);
  await connection.query('UPDATE usage_backfill SET counted_from = $1', [span.start]);
  return rows[0]?.taken ?? 0;
}
