import type { PoolClient } from 'pg';
import { FULL_GRAIN } from './grains.ts';
import { HOUR, MINUTE } from './levels.ts';
import { counters, incrementSums } from './totals-columns.ts';

/** Of models, records keep what clients made up. */
const keys = 'tenant_id, team_id, api_key_id, channel_id, provider, endpoint, failed';

const hour = "date_trunc('hour', created_at)";
const sums = counters.map((name) => `${incrementSums[name]} AS ${name}`).join(', ');

/** $1 from, $2 to */
const comparison = `
  WITH side AS (
    SELECT date_trunc('hour', bucket) AS hour, ${keys}, ${counters.join(', ')} FROM usage_totals
    WHERE bucket >= $1 AND bucket < $2 AND grain = ${FULL_GRAIN}
      AND (level = ${HOUR} OR level = ${MINUTE} AND NOT settled)
    UNION ALL
    SELECT ${hour} AS hour, ${keys}, ${sums} FROM usage_increments
    WHERE created_at >= $1 AND created_at < $2 GROUP BY 1, ${keys}
    UNION ALL
    SELECT hour, ${keys}, ${counters.map((name) => `-${name}`).join(', ')} FROM (
      SELECT ${hour} AS hour, ${keys}, ${sums} FROM record_increments
      WHERE created_at >= $1 AND created_at < $2
        AND (counted OR NOT EXISTS (SELECT FROM usage_backfill WHERE counted_before <= created_at))
      GROUP BY 1, ${keys}
    ) AS records
  ), difference AS (
    SELECT ${counters.map((name) => `sum(${name}) <> 0`).join(' OR ')} AS differs FROM side GROUP BY hour, ${keys}
  )
  SELECT count(*)::int AS compared, count(*) FILTER (WHERE differs)::int AS different FROM difference`;

/** Groups of records that one row of totals stands for. */
export interface TotalsComparison {
  compared: number;
  /** Of them, those whose totals are not what their records come to. */
  different: number;
}

/**
 * Compares totals with the records they stand for, by hour, by every dimension except the model, and in all that is counted.
 * @param connection of `heddle_platform`
 * @param from a full hour, as `to`; of the records in between, each is read
 */
export async function compareWithRecords(
  connection: PoolClient,
  from: Date,
  to: Date,
): Promise<TotalsComparison> {
  const { rows } = await connection.query<TotalsComparison>(comparison, [from, to]);
  return rows[0] ?? { compared: 0, different: 0 };
}
