import type { UsageRow } from './dimension';

/** Columns that the table can be sorted by, and what they come to; null sorts last. */
const columns = {
  name: (row: UsageRow) => row.label ?? row.value,
  requests: (row: UsageRow) => row.requests,
  failures: (row: UsageRow) => row.failures,
  inputTokens: (row: UsageRow) => row.inputTokens,
  outputTokens: (row: UsageRow) => row.outputTokens,
  latencyP50: (row: UsageRow) => row.latencyMs?.p50 ?? null,
  latencyP95: (row: UsageRow) => row.latencyMs?.p95 ?? null,
  firstByte: (row: UsageRow) => row.firstByteMs?.p50 ?? null,
  cost: (row: UsageRow) => BigInt(row.costNanoUsd),
} satisfies Record<string, (row: UsageRow) => string | number | bigint | null>;

export type UsageColumn = keyof typeof columns;

export const usageColumns = Object.keys(columns) as readonly UsageColumn[];

export const sortOrders = ['desc', 'asc'] as const;

export type SortOrder = (typeof sortOrders)[number];

/** Rows in order of a column; those that are equal there stay as they were, and those without a value come last. */
export function sortRows(rows: readonly UsageRow[], column: UsageColumn, order: SortOrder): UsageRow[] {
  const read = columns[column];
  const direction = order === 'asc' ? 1 : -1;
  return rows.toSorted((a, b) => {
    const [left, right] = [read(a), read(b)];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    if (typeof left === 'string' && typeof right === 'string') return left.localeCompare(right) * direction;
    return left < right ? -direction : left > right ? direction : 0;
  });
}
