import type { PoolClient } from 'pg';
import { grains } from './grains.ts';
import { levels, MINUTE } from './levels.ts';
import { counters, dimensions } from './totals-columns.ts';

const BATCH = 20_000;

const columns = `tenant_id, bucket, failed, grain, ${dimensions.join(', ')}`;
const measured = `${counters.join(', ')}, last_used_at, latencies, first_bytes`;
const merged = `
  ${counters.map((name) => `sum(${name})`).join(', ')}, max(last_used_at),
  compact_histogram(string_agg(latencies, '')), compact_histogram(string_agg(first_bytes, ''))`;

/** Minutes know all dimensions; of what is longer, there are totals for each grain. */
const byGrain = {
  grain: `grouping(${dimensions.join(', ')})`,
  grouping: `grouping sets (${grains
    .map((kept) => `(${['tenant_id', 'period', 'failed', ...kept].join(', ')})`)
    .join(', ')})`,
};
const asIs = { grain: 'grain', grouping: `tenant_id, period, failed, grain, ${dimensions.join(', ')}` };

/** $1 of which length, $2 the next one, $3 how many rows, $4 the end of what may be taken */
function settleStatement(next: { grain: string; grouping: string }, isLast: boolean): string {
  return `
    WITH taken AS (
      DELETE FROM usage_totals WHERE id = ANY (ARRAY(
        SELECT id FROM usage_totals WHERE NOT settled AND level = $1 AND bucket < $4::timestamptz ORDER BY bucket LIMIT $3
      )) RETURNING *, date_bin(make_interval(secs => $2), bucket, 'epoch'::timestamptz) AS period
    ), inserted AS (
      INSERT INTO usage_totals (level, settled, ${columns}, ${measured})
      SELECT $1, true, ${columns}, ${merged} FROM taken GROUP BY ${columns}
      UNION ALL
      SELECT $2, ${isLast}, tenant_id, period, failed, ${next.grain}, ${dimensions.join(', ')}, ${merged}
      FROM taken GROUP BY ${next.grouping}
    ) SELECT count(*)::int AS taken FROM taken`;
}

/**
 * Adds totals of periods to those of the next longer one, once that has ended: minutes to quarters of an hour, these
 * to hours, and those to days. What comes late is added when it comes.
 * @param connection of `heddle_platform`, in a transaction; no other one settles meanwhile
 * @param batches of 20,000 rows at most, for each length
 * @returns how many rows were added to longer ones
 */
export async function settleTotals(
  connection: PoolClient,
  batches: number,
  now = new Date(),
): Promise<number> {
  let settled = 0;
  for (const [index, { seconds }] of levels.entries()) {
    const next = levels[index + 1];
    if (!next) break;
    const statement = settleStatement(seconds === MINUTE ? byGrain : asIs, index + 2 === levels.length);
    const end = new Date(now.getTime() - (now.getTime() % (next.seconds * 1000)));
    for (let batch = 0; batch < batches; batch++) {
      const { rows } = await connection.query<{ taken: number }>(statement, [
        seconds,
        next.seconds,
        BATCH,
        end,
      ]);
      const taken = rows[0]?.taken ?? 0;
      settled += taken;
      if (taken < BATCH) break;
    }
  }
  return settled;
}
