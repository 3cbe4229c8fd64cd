import { z } from 'zod';
import { roleNames, roles } from '../../access/permissions.ts';
import { Fault } from '../../canonical/fault.ts';
import type { Prisma } from '../../platform/db/prisma.ts';
import { line, page, role } from '../fields.ts';
import { defineOperation } from '../operation.ts';
import { memberOutput } from './member.ts';
import { readMemberCursor, writeMemberCursor } from './member-cursor.ts';
import { readMembers } from './read-members.ts';

export const listMembers = defineOperation({
  name: 'members.list',
  kind: 'query',
  scope: 'tenant',
  permission: 'members:read',
  summary: 'The people of the tenant by name, with their roles and teams.',
  rest: { method: 'GET', path: '/members' },
  input: z.object({
    /** Part of a name or an e-mail address. */
    search: line(100).optional(),
    role: role.optional(),
    /** Only members who are in no team, and can do nothing for that. For roles that see all teams. */
    withoutTeam: z.boolean().default(false),
    cursor: z.string().max(1_000).optional(),
    limit: page.limit.default(200),
  }),
  output: z.object({ items: z.array(memberOutput), nextCursor: z.string().nullable() }),
  run: async ({ transaction, tenant, role: own }, { search, role, withoutTeam, cursor, limit }) => {
    if (withoutTeam && roles[own].reach !== 'tenant') {
      throw new Fault('forbidden', 'Only owners see who is in no team.', { path: 'withoutTeam' });
    }
    const conditions: Prisma.MembershipWhereInput[] = [
      { role: role ?? { in: [...roleNames] } },
      withoutTeam ? { role: 'member', user: { teamMemberships: { none: { tenantId: tenant.id } } } } : {},
      search === undefined
        ? {}
        : { user: { OR: [{ name: containing(search) }, { email: containing(search) }] } },
      cursor === undefined ? {} : afterMember(readMemberCursor(cursor)),
    ];
    const members = await readMembers(transaction, { AND: conditions }, limit + 1);
    const items = members.slice(0, limit);
    const last = items.at(-1);
    return { items, nextCursor: members.length > limit && last ? writeMemberCursor(last) : null };
  },
});

const containing = (part: string) => ({ contains: part, mode: 'insensitive' as const });

/** The condition for people who come after a place in the order of names. */
function afterMember({ name, id }: { name: string; id: string }): Prisma.MembershipWhereInput {
  return { OR: [{ user: { name: { gt: name } } }, { user: { name }, userId: { gt: id } }] };
}
