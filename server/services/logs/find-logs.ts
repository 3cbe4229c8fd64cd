import { Prisma, type Transaction } from '../../platform/db/prisma.ts';
import { readCursor, writeCursor } from '../cursor.ts';
import type { ListedRow } from './listed-columns.ts';
import { logConditions } from './log-conditions.ts';
import type { LogFilter } from './log-filter.ts';
import type { LogOrder } from './log-order.ts';
import { END_OF_TIME, type LogSubset, type LogWindow } from './log-window.ts';
import { rankLogs } from './rank-logs.ts';
import { readRankedCursor, writeRankedCursor } from './ranked-cursor.ts';
import { readByIds } from './read-by-ids.ts';
import { textAsIdRange, textAsRequestId } from './text-as-ids.ts';
import { walkLogs } from './walk-logs.ts';

export interface LogSearch {
  tenantId: string;
  filter: LogFilter;
  order: LogOrder;
  cursor: string | undefined;
  limit: number;
  patienceMs: number;
  /** Only requests that ended at this moment or later; see `endedSince`. */
  endedAfter?: Date;
}

export interface FoundLogs {
  rows: ListedRow[];
  nextCursor: string | null;
  /** The range was looked at back to here, and not beyond; null: all of it. */
  searchedTo: Date | null;
}

/** After which Postgres breaks a statement of a search off, whatever went wrong with the bounds. */
const STATEMENT_TIMEOUT_MS = 6_000;
/** A request that was at work for longer is not among those that appear by themselves. */
const LONGEST_LIVE_MS = 3_600_000;
/** Looked at for what has appeared. */
const MOST_LIVE = 20_000;

/** A page of the requests that match a filter, in an order. Its cost is bounded, whatever matches. */
export async function findLogs(transaction: Transaction, search: LogSearch): Promise<FoundLogs> {
  await transaction.$queryRaw`select set_config('statement_timeout', ${String(STATEMENT_TIMEOUT_MS)}, true)`;
  const filter = textAsRequestId(search.filter);
  const narrowed = await narrowToIds(transaction, search, filter);
  const target = narrowed ?? { window: windowOf(filter), conditions: logConditions(filter) };
  if (filter.requestId) {
    const rows = await readByIds(transaction, search.tenantId, target.window, target.conditions);
    return { rows, nextCursor: null, searchedTo: null };
  }
  const { sort, order } = search.order;
  const common = { tenantId: search.tenantId, subset: subsetOf(filter), limit: search.limit, ...target };
  if (sort !== 'time') {
    const after = search.cursor === undefined ? null : readRankedCursor(search.cursor);
    const { rows, next, window } = await rankLogs(transaction, { ...common, by: sort, order, after });
    const isPart = window.since?.getTime() !== target.window.since?.getTime();
    return { rows, nextCursor: next && writeRankedCursor(next), searchedTo: isPart ? window.since : null };
  }
  const after = search.cursor === undefined ? null : readCursor(search.cursor);
  const { patienceMs, endedAfter } = search;
  const { rows, next } = await walkLogs(transaction, {
    ...common,
    ...(endedAfter && endedSince(target, endedAfter)),
    after,
    patienceMs,
  });
  return { rows, nextCursor: next && writeCursor(next), searchedTo: next?.createdAt ?? null };
}

interface Target {
  window: LogWindow;
  conditions: Prisma.Sql;
}

function windowOf({ from, to }: LogFilter): LogWindow {
  // `to` itself is not in the range; times are kept to the millisecond.
  return { since: from ?? null, until: to ? new Date(to.getTime() - 1) : END_OF_TIME };
}

/**
 * What has appeared since a moment: a record is written when its request ends, but stands where it began. The end is
 * not indexed, so requests are looked at that began in the last hour, {@link MOST_LIVE} at most.
 */
function endedSince({ window, conditions }: Target, moment: Date): Target & { mostRequests: number } {
  const since = new Date(moment.getTime() - LONGEST_LIVE_MS);
  return {
    window: window.since && window.since > since ? window : { ...window, since },
    conditions: Prisma.sql`created_at + latency_ms * interval '1 millisecond' >= ${moment}::timestamptz and ${conditions}`,
    mostRequests: MOST_LIVE,
  };
}

/** The index that leads to all that can match. */
function subsetOf({ outcome, errorCode, triedChannelId }: LogFilter): LogSubset {
  if (triedChannelId) return 'tried';
  return outcome === 'failure' || errorCode ? 'failures' : 'all';
}

/**
 * A text that is the beginning of request ids is looked for in the time that its first digits are. Null where there
 * are none of these ids: then it is a text like others.
 */
async function narrowToIds(
  transaction: Transaction,
  { tenantId }: LogSearch,
  filter: LogFilter,
): Promise<Target | null> {
  const { text, ...others } = filter;
  const range = textAsIdRange(text);
  if (!range) return null;
  const window = { since: range.from, until: range.to };
  const withIds = Prisma.sql`id between ${range.least}::uuid and ${range.most}::uuid`;
  const [one] = await transaction.$queryRaw<{ id: string }[]>(Prisma.sql`
    select id from usage_records
    where tenant_id = ${tenantId}::uuid and created_at >= ${range.from} and created_at <= ${range.to} and ${withIds}
    limit 1`);
  if (!one) return null;
  return {
    window: intersect(windowOf(others), window),
    conditions: Prisma.sql`${withIds} and ${logConditions(others)}`,
  };
}

/** The first may have no beginning. */
function intersect(one: LogWindow, other: { since: Date; until: Date }): LogWindow {
  return {
    since: new Date(Math.max(one.since?.getTime() ?? 0, other.since.getTime())),
    until: new Date(Math.min(one.until.getTime(), other.until.getTime())),
  };
}
