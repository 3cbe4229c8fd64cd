import { FULL_GRAIN, grains } from './grains.ts';
import { DAY, HOUR, keptDays, MINUTE, QUARTER } from './levels.ts';
import { counters, dimensions, measuredColumns } from './totals-columns.ts';

const LONGEST_APPENDED_BYTES = 512;

const kept = dimensions.join(', ');
const measured = measuredColumns.join(', ');
const merged = `
  ${counters.map((name) => `sum(${name})`).join(', ')}, max(last_used_at),
  ${mergedHistogram('latencies')}, ${mergedHistogram('first_bytes')}`;

/** Making one compact takes longer than appending; short ones stay as they are. */
function mergedHistogram(column: string): string {
  const whole = `string_agg(${column}, '')`;
  return `CASE WHEN length(${whole}) > ${LONGEST_APPENDED_BYTES} THEN compact_histogram(${whole}) ELSE ${whole} END`;
}

/** Totals over the dimensions that each grain leaves out. */
function byGrain(level: number, settled: boolean, chosen: readonly (readonly string[])[]): string {
  const sets = chosen.map((grain) => `(${['tenant_id', 'period', 'failed', ...grain].join(', ')})`);
  return `
    SELECT ${level}, ${settled}, tenant_id, period, failed, grouping(${kept}), ${kept}, ${merged}
    FROM (SELECT *, ${periodOf(level)} AS period FROM taken) AS minutes GROUP BY GROUPING SETS (${sets.join(', ')})`;
}

function periodOf(level: number): string {
  return `date_bin(interval '${level} seconds', bucket, 'epoch'::timestamptz)`;
}

const insert = `INSERT INTO usage_totals (level, settled, tenant_id, bucket, failed, grain, ${kept}, ${measured})`;

/**
 * Adds minutes to quarters of an hour, and to hours that have not been settled. They are kept as they are while minutes
 * are kept.
 * @param minutes a query for rows of one minute with all dimensions
 * @returns a statement that answers with the number of `taken` rows
 */
export function settleMinutes(minutes: string): string {
  return `
    WITH taken AS MATERIALIZED (${minutes}), inserted AS (
      ${insert}
      SELECT ${MINUTE}, true, tenant_id, bucket, failed, ${FULL_GRAIN}, ${kept}, ${merged} FROM taken
      WHERE bucket >= now() - interval '${keptDays[MINUTE]} days' GROUP BY tenant_id, bucket, failed, ${kept}
      UNION ALL ${byGrain(QUARTER, true, grains.slice(0, -1))}
      UNION ALL ${byGrain(HOUR, false, grains)}
    ) SELECT count(*)::int AS taken FROM taken`;
}

/**
 * Makes one row of what the same hour has several of, and adds it to its day.
 * @param hours a query for rows of hours
 * @returns a statement that answers with the number of `taken` rows
 */
export function settleHours(hours: string): string {
  const group = `tenant_id, failed, grain, ${kept}`;
  return `
    WITH taken AS MATERIALIZED (${hours}), inserted AS (
      ${insert}
      SELECT ${HOUR}, true, tenant_id, bucket, failed, grain, ${kept}, ${merged} FROM taken GROUP BY bucket, ${group}
      UNION ALL
      SELECT ${DAY}, true, tenant_id, period, failed, grain, ${kept}, ${merged}
      FROM (SELECT *, ${periodOf(DAY)} AS period FROM taken) AS hours GROUP BY period, ${group}
    ) SELECT count(*)::int AS taken FROM taken`;
}
