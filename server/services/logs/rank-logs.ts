import { Prisma, type Transaction } from '../../platform/db/prisma.ts';
import { type ListedRow, listedColumnsSql } from './listed-columns.ts';
import { findEdge, type LogSubset, type LogWindow, within } from './log-window.ts';
import type { RankedPosition } from './ranked-cursor.ts';

/** Of a range that holds more requests, only the newest so many are put in order. */
export const MOST_RANKED = 100_000;

/** What requests can be ordered by, beside their time, and where it stands. */
export const figures = {
  status: 'http_status',
  inputTokens: 'input_tokens',
  outputTokens: 'output_tokens',
  cost: 'cost_nano_usd',
  firstByte: 'latency_first_byte_ms',
  latency: 'latency_ms',
} as const;

export interface Ranking {
  tenantId: string;
  window: LogWindow;
  conditions: Prisma.Sql;
  subset: LogSubset;
  by: keyof typeof figures;
  order: 'asc' | 'desc';
  /** The last row of the page before; null begins with the first. */
  after: RankedPosition | null;
  limit: number;
}

export interface Ranked {
  rows: ListedRow[];
  next: RankedPosition | null;
  /** What was put in order. */
  window: LogWindow;
}

/** The requests that meet conditions by a figure, among the newest {@link MOST_RANKED}; those without it come last. */
export async function rankLogs(transaction: Transaction, ranking: Ranking): Promise<Ranked> {
  const { tenantId, conditions, order, after, limit } = ranking;
  const window = after?.window ?? (await newestOf(transaction, ranking));
  const rank = rankSql(ranking);
  const direction = Prisma.raw(order);
  const further = after
    ? Prisma.sql`and (${rank}, created_at, id) ${Prisma.raw(order === 'desc' ? '<' : '>')}
        (${after.rank}::bigint, ${after.createdAt}::timestamptz, ${after.id}::uuid)`
    : Prisma.empty;
  const rows = await transaction.$queryRaw<(ListedRow & { rank: string })[]>(Prisma.sql`
    select ${listedColumnsSql}, ${rank}::text as rank from usage_records
    where tenant_id = ${tenantId}::uuid and ${within(window)} and ${conditions} ${further}
    order by ${rank} ${direction}, created_at ${direction}, id ${direction} limit ${limit + 1}`);
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return { rows: rows.slice(0, limit), window, next: last ? { ...last, window } : null };
}

async function newestOf(transaction: Transaction, { window, subset }: Ranking): Promise<LogWindow> {
  const edge = await findEdge(transaction, window, MOST_RANKED, subset);
  return edge ? { ...window, since: edge } : window;
}

/** Of equal figures, the newest come first downwards, and the oldest upwards: the two orders mirror each other. */
function rankSql({ by, order }: Ranking): Prisma.Sql {
  const none = order === 'desc' ? '-1' : '9223372036854775807';
  return Prisma.raw(`coalesce(${figures[by]}, ${none})::bigint`);
}
