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
  const leading = leadingFilter(filter);
  const conditions = remaining(filter, leading);
  // Where nothing is asked on the way, what is wanted is what comes first.
  const most = conditions.length === 0 ? limit : MOST_WALKED;
  const rows = await transaction.$queryRaw<Row[]>(Prisma.sql`
    with walked as materialized (${walk(tenantId, filter, leading, position, most)}),
    hits as (
      select id, created_at from walked where ${conditions.length === 0 ? Prisma.sql`true` : Prisma.join(conditions, ' and ')}
      order by created_at desc, id desc limit ${limit}::int
    ),
    last as (select id, created_at from walked order by created_at, id limit 1)
    select id::text, created_at as "createdAt", false as "isEnd" from hits
    union all
    select id::text, created_at, true from last where (select count(*) from walked) = ${most}::int`);
  const found = rows.filter(({ isEnd }) => !isEnd);
  found.sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime() || (a.id < b.id ? 1 : -1));
  return { found, stoppedAt: rows.find(({ isEnd }) => isEnd) ?? null };
}

type LeadingFilter = 'targetId' | 'actor' | 'operation' | null;

/** The filter that an index is walked by: whichever leaves fewest, as a rule. */
function leadingFilter({ targetId, actor, operation }: AuditFilter): LeadingFilter {
  if (targetId !== undefined) return 'targetId';
  if (actor !== undefined) return 'actor';
  return operation === undefined ? null : 'operation';
}

/** The newest events that the leading filter leaves. Of several values each is walked by itself, then merged. */
function walk(
  tenantId: string,
  filter: AuditFilter,
  leading: LeadingFilter,
  position: Position | null,
  most: number,
): Prisma.Sql {
  const place = placeOf(tenantId, filter, position);
  switch (leading) {
    case null:
      return newest(place, most);
    case 'targetId':
      return newest(Prisma.sql`${place} and target_id = ${filter.targetId}`, most);
    case 'actor':
      return newestOfEach(place, Prisma.sql`actor_name`, valuesOf(filter.actor), most);
    case 'operation':
      return newestOfEach(place, Prisma.sql`operation`, valuesOf(filter.operation), most);
  }
}

function newestOfEach(
  place: Prisma.Sql,
  column: Prisma.Sql,
  values: readonly string[],
  most: number,
): Prisma.Sql {
  const each = newest(Prisma.sql`${place} and ${column} = chosen.value`, most);
  return Prisma.sql`
    select event.* from unnest(${values}::text[]) as chosen(value) cross join lateral (${each}) as event
    order by created_at desc, id desc limit ${most}::int`;
}

function newest(where: Prisma.Sql, most: number): Prisma.Sql {
  return Prisma.sql`
    select id, created_at, actor_name, actor_label, operation, target_id, target_name, address, details
    from audit_events where ${where} order by created_at desc, id desc limit ${most}::int`;
}

function valuesOf(given: string | string[] | undefined): string[] {
  return [...new Set([given ?? []].flat())];
}

function placeOf(tenantId: string, { from, to }: AuditFilter, position: Position | null): Prisma.Sql {
  const conditions = [Prisma.sql`tenant_id = ${tenantId}::uuid`];
  if (from) conditions.push(Prisma.sql`created_at >= ${from}::timestamptz`);
  if (to) conditions.push(Prisma.sql`created_at < ${to}::timestamptz`);
  if (position) {
    conditions.push(
      // Implied by what follows, and what lets Postgres use an index behind row-level security.
      Prisma.sql`created_at <= ${position.createdAt}::timestamptz`,
      Prisma.sql`(created_at, id) < (${position.createdAt}::timestamptz, ${position.id}::uuid)`,
    );
  }
  return Prisma.join(conditions, ' and ');
}

/** What is asked of each event on the way. */
function remaining({ actor, operation, search = '' }: AuditFilter, leading: LeadingFilter): Prisma.Sql[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean).slice(0, MOST_WORDS);
  const conditions = words.map(
    // Events of earlier versions have the address in the details.
    (
      word,
    ) => Prisma.sql`strpos(lower(concat_ws(' ', actor_name, actor_label, operation, target_name, target_id,
      coalesce(address, details ->> 'address'))), ${word}) > 0`,
  );
  if (actor !== undefined && leading !== 'actor') {
    conditions.push(Prisma.sql`actor_name = any(${valuesOf(actor)}::text[])`);
  }
  if (operation !== undefined && leading !== 'operation') {
    conditions.push(Prisma.sql`operation = any(${valuesOf(operation)}::text[])`);
  }
  return conditions;
}
