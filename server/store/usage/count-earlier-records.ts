import type { PoolClient } from 'pg';

const BATCH = 20_000;

/** The next record's time, and that of the first one beyond a batch; later than any where there is none. */
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

const countSpan = `
  WITH span AS MATERIALIZED (${nextSpan}), moved AS (
    UPDATE usage_backfill SET counted_before = span."end" FROM span
  ), counted AS (
    INSERT INTO usage_increments SELECT uncounted_usage.* FROM span, uncounted_usage
    WHERE last_used_at >= span.start AND last_used_at < span."end" RETURNING 1
  ) SELECT (SELECT count(*) FROM span)::int AS spans, (SELECT count(*) FROM counted)::int AS counted`;

/**
 * Counts the next records of before there were totals, oldest first: about 20,000, and no record twice, however often
 * it is broken off.
 * @param connection of `heddle_platform`, in a transaction; no other one counts meanwhile
 * @returns how many; null when there are no more
 */
export async function countEarlierRecords(connection: PoolClient): Promise<number | null> {
  const { rowCount: unfinished } = await connection.query('SELECT FROM usage_backfill');
  if (!unfinished) return null;
  const { rows } = await connection.query<{ spans: number; counted: number }>(countSpan, [BATCH]);
  const [done] = rows;
  if (done && done.spans > 0) return done.counted;
  await connection.query('DELETE FROM usage_backfill');
  return null;
}
