import type { PoolClient } from 'pg';
import { groupIncrements } from './group-increments.ts';
import { settleMinutes } from './settle-statement.ts';

const MOST_RECORDS = 50_000;

/** From the next record's time to that of the first one beyond a batch, or to the end of time. $1 records in a batch */
const nextSpan = `
  SELECT earliest.created_at AS start,
    greatest(
      coalesce((
        SELECT created_at FROM usage_records WHERE created_at >= earliest.created_at ORDER BY created_at OFFSET $1 LIMIT 1
      ), 'infinity'),
      earliest.created_at + interval '1 millisecond'
    ) AS "end"
  FROM usage_backfill, LATERAL (
    SELECT created_at FROM usage_records WHERE created_at >= counted_before ORDER BY created_at LIMIT 1
  ) AS earliest`;

/** $1 from, $2 to */
const countSpan = settleMinutes(`
  WITH earlier AS (SELECT * FROM record_increments WHERE NOT counted AND created_at >= $1 AND created_at < $2)
  ${groupIncrements('earlier')}`);

/**
 * Counts the next records of before there were totals, oldest first, and none twice, however often it is broken off.
 * @param connection of `heddle_platform`, in a transaction; no other one counts meanwhile
 * @param most about how many
 * @returns how many minutes of something they made; null when there are no more records
 */
export async function countEarlierRecords(
  connection: PoolClient,
  most = MOST_RECORDS,
): Promise<number | null> {
  const { rowCount: unfinished } = await connection.query('SELECT FROM usage_backfill');
  if (!unfinished) return null;
  const { rows: spans } = await connection.query<{ start: string; end: string }>(
    `SELECT start::text, "end"::text FROM (${nextSpan}) AS span`,
    [most],
  );
  const [span] = spans;
  if (!span) {
    await connection.query('DELETE FROM usage_backfill');
    return null;
  }
  const { rows } = await connection.query<{ taken: number }>(countSpan, [span.start, span.end]);
  await connection.query('UPDATE usage_backfill SET counted_before = $1', [span.end]);
  return rows[0]?.taken ?? 0;
}
