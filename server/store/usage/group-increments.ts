import { dimensions, incrementModel, incrementSums, measuredColumns } from './totals-columns.ts';

/** What a row of a minute with all dimensions has, besides what it measures. */
export const minuteKeys = `bucket, tenant_id, ${dimensions.join(', ')}, failed`;

/**
 * A query that adds increments up by minute and all dimensions: {@link minuteKeys}, then the measured columns.
 * @param increments a table, or what a query calls such rows
 */
export function groupIncrements(increments: string): string {
  return `
    SELECT ${minuteKeys}, ${measuredColumns.map((name) => `${incrementSums[name]} AS ${name}`).join(', ')}
    FROM (
      SELECT *, date_trunc('minute', created_at) AS bucket, ${incrementModel(increments)} AS model FROM ${increments}
    ) AS increment GROUP BY ${minuteKeys}`;
}
