import { Prisma, type Transaction } from '../../platform/db/prisma.ts';
import type { Position } from '../cursor.ts';
import { type ListedRow, listedColumnsSql } from './listed-columns.ts';
import { findEdge, type LogSubset, type LogWindow, within } from './log-window.ts';

/** Before any row's id, and no row's own. */
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';
const AFTER_ALL = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** Enough for a page that nothing, or little, is filtered out of. */
const FIRST_STEP = 2_000;
const LONGEST_STEP = 50_000;
const GROWTH = 5;

export interface Walk {
  tenantId: string;
  window: LogWindow;
  conditions: Prisma.Sql;
  subset: LogSubset;
  /** Where the walk before this one stopped; null begins with the newest. */
  after: Position | null;
  limit: number;
  /** How long it may go on where little matches, in milliseconds. */
  patienceMs: number;
  /** How many requests it may look at. */
  mostRequests?: number;
}

export interface Found {
  rows: ListedRow[];
  /** Where to go on; null: there is no more. It is not always a row's: everything newer than it has been looked at. */
  next: Position | null;
}

/**
 * The newest requests that meet conditions. It goes back in steps of so many of the tenant's requests, whether they
 * match or not, until it has found enough or its patience ends: what it costs does not depend on how many there are,
 * nor on how rarely they match.
 */
export async function walkLogs(transaction: Transaction, walk: Walk): Promise<Found> {
  const { window, limit, patienceMs, subset, mostRequests = Number.POSITIVE_INFINITY } = walk;
  const began = performance.now();
  const rows: ListedRow[] = [];
  let position = walk.after ?? { createdAt: window.until, id: AFTER_ALL };
  let step = FIRST_STEP;
  let looked = 0;
  for (;;) {
    const stepBegan = performance.now();
    const size = Math.min(step, mostRequests - looked);
    const rest = { since: window.since, until: latestFrom(position) };
    const edge = await findEdge(transaction, rest, size, subset);
    // One more than wanted tells whether there is more.
    const wanted = limit + 1 - rows.length;
    rows.push(
      ...(await readStep(transaction, walk, { ...rest, since: edge ?? window.since }, position, wanted)),
    );
    if (rows.length > limit) return { rows: rows.slice(0, limit), next: rows[limit - 1] ?? null };
    if (!edge) return { rows, next: null };
    position = { createdAt: edge, id: BEFORE_ALL };
    looked += size;
    const now = performance.now();
    const left = patienceMs - (now - began);
    if (left <= 0 || looked >= mostRequests) return { rows, next: position };
    step = nextStep(size, now - stepBegan, left);
  }
}

/** Times are kept to the millisecond. However many requests share one, a step gets beyond it. */
function latestFrom({ createdAt, id }: Position): Date {
  return id === BEFORE_ALL ? new Date(createdAt.getTime() - 1) : createdAt;
}

/** Larger, but no larger than what is left of the time allows at the pace so far. */
function nextStep(size: number, tookMs: number, leftMs: number): number {
  const affordable = (size * leftMs) / Math.max(tookMs, 1);
  return Math.round(Math.min(size * GROWTH, LONGEST_STEP, Math.max(affordable, FIRST_STEP)));
}

function readStep(
  transaction: Transaction,
  { tenantId, conditions }: Walk,
  window: LogWindow,
  { createdAt, id }: Position,
  limit: number,
): Promise<ListedRow[]> {
  return transaction.$queryRaw<ListedRow[]>(Prisma.sql`
    select ${listedColumnsSql} from usage_records
    where tenant_id = ${tenantId}::uuid and ${within(window)}
      and (created_at < ${createdAt}::timestamptz or id < ${id}::uuid) and ${conditions}
    order by created_at desc, id desc limit ${limit}`);
}
