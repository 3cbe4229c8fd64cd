import { Prisma, type Transaction } from '../../platform/db/prisma.ts';
import type { Position } from '../cursor.ts';
import type { AuditFilter } from './audit-filter.ts';

/** One statement looks at no more events than these, however many there are and however few match. */
const MOST_WALKED = 20_000;
const MOST_WORDS = 8;

/** Events found, newest first, and where the walk stopped before the end; null: there is nothing further. */
export interface AuditWalk {
  found: Position[];
  stoppedAt: Position | null;
}

interface Row extends Position {
  isEnd: boolean;
}

/**
 * Looks for events from just after a position on. One filter leads along an index; the others are asked of each
 * event on the way.
 */
export async function walkAudit(
  transaction: Transaction,
  tenantId: string,
  filter: AuditFilter,
  position: Position | null,
  limit: number,
): Promise<AuditWalk> {
  const rows = await transaction.$queryRaw<Row[]>(Prisma.sql`
    with walked as materialized (${walk(tenantId, filter, position)}),
    hits as (
      select id, created_at from walked where ${matching(filter)} order by created_at desc, id desc limit ${limit}::int
    ),
    last as (select id, created_at from walked order by created_at, id limit 1)
    select id::text, created_at as "createdAt", false as "isEnd" from hits
    union all
    select id::text, created_at, true from last where (select count(*) from walked) = ${MOST_WALKED}::int`);
  const found = rows.filter(({ isEnd }) => !isEnd);
  found.sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime() || (a.id < b.id ? 1 : -1));
  return { found, stoppedAt: rows.find(({ isEnd }) => isEnd) ?? null };
}

/** The newest events that the leading filter leaves. Of several values each is walked by itself, then merged. */
function walk(tenantId: string, filter: AuditFilter, position: Position | null): Prisma.Sql {
  const { targetId, actor, operation } = filter;
  const place = placeOf(tenantId, filter, position);
  if (targetId !== undefined) return newest(Prisma.sql`${place} and target_id = ${targetId}`);
  if (actor !== undefined) return newestOfEach(place, Prisma.sql`actor_name`, [actor].flat());
  if (operation !== undefined) return newestOfEach(place, Prisma.sql`operation`, [operation].flat());
  return newest(place);
}

function newestOfEach(place: Prisma.Sql, column: Prisma.Sql, values: readonly string[]): Prisma.Sql {
  const each = newest(Prisma.sql`${place} and ${column} = chosen.value`);
  return Prisma.sql`
    select event.* from unnest(${[...new Set(values)]}::text[]) as chosen(value) cross join lateral (${each}) as event
    order by created_at desc, id desc limit ${MOST_WALKED}::int`;
}

function newest(where: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    select id, created_at, actor_name, actor_label, operation, target_id, target_name, address, details
    from audit_events where ${where} order by created_at desc, id desc limit ${MOST_WALKED}::int`;
}

function placeOf(tenantId: string, { from, to }: AuditFilter, position: Position | null): Prisma.Sql {
  const conditions = [Prisma.sql`tenant_id = ${tenantId}::uuid`];
  if (from) conditions.push(Prisma.sql`created_at >= ${from}::timestamptz`);
  if (to) conditions.push(Prisma.sql`created_at < ${to}::timestamptz`);
  if (position) {
    conditions.push(
      Prisma.sql`(created_at, id) < (${position.createdAt}::timestamptz, ${position.id}::uuid)`,
    );
  }
  return Prisma.join(conditions, ' and ');
}

function matching({ actor, operation, search = '' }: AuditFilter): Prisma.Sql {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean).slice(0, MOST_WORDS);
  const conditions = words.map(
    // Events of earlier versions have the address in the details.
    (
      word,
    ) => Prisma.sql`strpos(lower(concat_ws(' ', actor_name, actor_label, operation, target_name, target_id,
      coalesce(address, details ->> 'address'))), ${word}) > 0`,
  );
  if (actor !== undefined) conditions.push(Prisma.sql`actor_name = any(${[actor].flat()}::text[])`);
  if (operation !== undefined) conditions.push(Prisma.sql`operation = any(${[operation].flat()}::text[])`);
  return conditions.length === 0 ? Prisma.sql`true` : Prisma.join(conditions, ' and ');
}
