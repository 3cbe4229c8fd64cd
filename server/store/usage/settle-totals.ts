import type { PoolClient } from 'pg';
import { DAY, HOUR, MINUTE, QUARTER } from './levels.ts';
import { settleHours, settleMinutes } from './settle-statement.ts';

const MOST_MINUTES = 20_000;
const MINUTE_BATCHES = 20;
/** Days of a tenant. */
const DAY_BATCHES = 200;

/** $1 minutes before it are taken, $2 rows at most */
const minutes = settleMinutes(`
  DELETE FROM usage_totals WHERE ctid = ANY (ARRAY(
    SELECT ctid FROM usage_totals WHERE NOT settled AND level = ${MINUTE} AND bucket < $1 ORDER BY bucket LIMIT $2
  )) RETURNING *`);

/** $1 days before it are taken, one of one tenant */
const hours = settleHours(`
  DELETE FROM usage_totals USING (
    SELECT tenant_id, date_bin(interval '1 day', bucket, 'epoch'::timestamptz) AS day FROM usage_totals
    WHERE NOT settled AND level = ${HOUR} AND bucket < $1 ORDER BY bucket LIMIT 1
  ) AS oldest
  WHERE usage_totals.tenant_id = oldest.tenant_id AND NOT settled AND level = ${HOUR}
    AND bucket >= oldest.day AND bucket < oldest.day + interval '1 day'
  RETURNING usage_totals.*`);

/**
 * Adds minutes to the totals of longer periods once their quarter of an hour has ended, and hours to days once their
 * day has. What comes late is added when it comes.
 * @param connection of `heddle_platform`, in a transaction; no other one settles meanwhile
 * @returns how many rows were added to longer ones
 */
export async function settleTotals(connection: PoolClient, now = new Date()): Promise<number> {
  let settled = 0;
  for (let batch = 0; batch < MINUTE_BATCHES; batch++) {
    const taken = await take(connection, minutes, [startOf(QUARTER, now), MOST_MINUTES]);
    settled += taken;
    if (taken < MOST_MINUTES) break;
  }
  for (let batch = 0; batch < DAY_BATCHES; batch++) {
    const taken = await take(connection, hours, [startOf(DAY, now)]);
    settled += taken;
    if (taken === 0) break;
  }
  return settled;
}

async function take(connection: PoolClient, statement: string, values: unknown[]): Promise<number> {
  const { rows } = await connection.query<{ taken: number }>(statement, values);
  return rows[0]?.taken ?? 0;
}

function startOf(level: number, time: Date): Date {
  return new Date(time.getTime() - (time.getTime() % (level * 1000)));
}
