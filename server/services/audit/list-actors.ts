import { z } from 'zod';
import { Prisma } from '../../platform/db/prisma.ts';
import { defineOperation } from '../operation.ts';

const MOST_ACTORS = 500;

export const listActors = defineOperation({
  name: 'audit.actors',
  kind: 'query',
  scope: 'tenant',
  permission: 'audit:read',
  summary: 'Everybody and everything that stands in the audit log as having done something, at most 500.',
  rest: { method: 'GET', path: '/audit/actors' },
  input: z.object({}),
  output: z.object({
    items: z.array(
      z.object({
        /** What `actor` of audit.list takes. */
        name: z.string(),
        type: z.string(),
        /** The person's name in their newest event. */
        label: z.string().nullable(),
      }),
    ),
  }),
  run: async ({ transaction, tenant }) => {
    // From one name to the next by the index: as many steps as there are names, not as there are events.
    const tenantId = tenant.id;
    const items = await transaction.$queryRaw<
      { name: string; type: string; label: string | null }[]
    >(Prisma.sql`
      with recursive names(name) as (
        (select min(actor_name) from audit_events where tenant_id = ${tenantId}::uuid)
        union all
        select (select min(actor_name) from audit_events where tenant_id = ${tenantId}::uuid and actor_name > names.name)
        from names where names.name is not null
      )
      select names.name, newest.actor_type as type, newest.actor_label as label
      from (select name from names where name is not null limit ${MOST_ACTORS}::int) as names
      cross join lateral (
        select actor_type, actor_label from audit_events
        where tenant_id = ${tenantId}::uuid and actor_name = names.name order by created_at desc limit 1
      ) as newest`);
    const unnamed = items.filter(({ label }) => label === null).map(({ name }) => name);
    const people = await transaction.user.findMany({
      where: { email: { in: unnamed } },
      select: { email: true, name: true },
    });
    const nameOf = new Map(people.map(({ email, name }) => [email, name]));
    return { items: items.map((item) => ({ ...item, label: item.label ?? nameOf.get(item.name) ?? null })) };
  },
});
