import { z } from 'zod';
import { permissionsOf } from '../../access/permissions.ts';
import { Prisma } from '../../platform/db/prisma.ts';
import { readCursor, toPage } from '../cursor.ts';
import { id, page } from '../fields.ts';
import { defineOperation } from '../operation.ts';
import { matchingRules, ruleFilter } from '../rules/rule-filter.ts';
import { limitOutput, presentLimits } from './limit.ts';

export const listLimits = defineOperation({
  name: 'limits.list',
  kind: 'query',
  scope: 'tenant',
  permission: 'rules:read',
  summary: 'The limits that hold for the teams the caller may see, and for the whole tenant; newest first.',
  rest: { method: 'GET', path: '/limits' },
  input: z.object({
    ...ruleFilter,
    channelId: id.optional(),
    ...page,
  }),
  output: z.object({ items: z.array(limitOutput), nextCursor: z.string().nullable() }),
  run: async (context, { channelId, cursor, limit, ...filter }) => {
    const from = cursor === undefined ? null : readCursor(cursor);
    const conditions = [
      ...matchingRules(filter),
      ...(channelId === undefined ? [] : [Prisma.sql`channel_id = ${channelId}::uuid`]),
      // Whoever may not know of channels does not learn of them here.
      ...(permissionsOf(context.role).includes('channels:read') ? [] : [Prisma.sql`channel_id is null`]),
      ...(from === null ? [] : [Prisma.sql`(created_at, id) < (${from.createdAt}, ${from.id}::uuid)`]),
    ];
    const rows = await context.transaction.$queryRaw<{ id: string; createdAt: Date }[]>(Prisma.sql`
      select id, created_at as "createdAt" from limits
      where ${conditions.length > 0 ? Prisma.join(conditions, ' and ') : Prisma.sql`true`}
      order by created_at desc, id desc limit ${limit + 1}`);
    const { items, nextCursor } = toPage(rows, limit);
    const ids = items.map(({ id }) => id);
    return { items: await presentLimits(context, ids), nextCursor };
  },
});
