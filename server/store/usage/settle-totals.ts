import type { PoolClient } from 'pg';
import { inBatches } from './in-batches.ts';
import { DAY, HOUR, MINUTE, QUARTER } from './levels.ts';
import { settleHours, settleMinutes } from './settle-statement.ts';
import { settleTags } from './tag-totals.ts';

const MOST_MINUTES = 20_000;

/** $1 minutes before it are taken, $2 rows at most */
const minutes = settleMinutes(`
  DELETE FROM usage_totals WHERE ctid = ANY (ARRAY(
    SELECT ctid FROM usage_totals WHERE NOT settled AND level = ${MINUTE} AND bucket < $1 ORDER BY bucket LIMIT $2
  )) RETURNING *`);

/** $1 days before it are taken, one of one tenant; and not while records of before are still being counted for them */
const hours = settleHours(`
  DELETE FROM usage_totals USING (
    SELECT tenant_id, date_bin(interval '1 day', bucket, 'epoch'::timestamptz) AS day FROM usage_totals
    WHERE NOT settled AND level = ${HOUR} AND bucket < $1
      AND bucket >= coalesce((
        SELECT date_bin(interval '1 day', counted_from, 'epoch'::timestamptz) + interval '1 day' FROM usage_backfill
        WHERE isfinite(counted_from)
      ), '-infinity')
    ORDER BY bucket LIMIT 1
  ) AS oldest
  WHERE usage_totals.tenant_id = oldest.tenant_id AND NOT settled AND level = ${HOUR}
    AND bucket >= oldest.day AND bucket < oldest.day + interval '1 day'
  RETURNING usage_totals.*`);

/**
 * Adds minutes to the totals of longer periods once their quarter of an hour has ended, and hours to days once their
 * day has. What comes late is added when it comes.
 * @param connection of `heddle_platform`, in a transaction; no other one settles meanwhile
 * @param until when to begin no other batch, as performance.now() has it
 * @returns how many rows were added to longer ones
 */
export async function settleTotals(connection: PoolClient, until: number, now = new Date()): Promise<number> {
  const ofMinutes = [startOf(QUARTER, now), MOST_MINUTES];
  const ofHours = [startOf(DAY, now)];
  return (
    (await inBatches(until, () => take(connection, minutes, ofMinutes))) +
    (await inBatches(until, () => take(connection, hours, ofHours))) +
    (await inBatches(until, () => take(connection, settleTags, ofHours)))
  );
}

async function take(connection: PoolClient, statement: string, values: unknown[]): Promise<number> {
  const { rows } = await connection.query<{ taken: number }>(statement, values);
  return rows[0]?.taken ?? 0;
}

function startOf(level: number, time: Date): Date {
  return new Date(time.getTime() - (time.getTime() % (level * 1000)));
}
