import { z } from 'zod';
import { after, newestFirst, readCursor, toPage } from '../cursor.ts';
import { id, json, line, page, time } from '../fields.ts';
import { defineOperation } from '../operation.ts';

export const listAudit = defineOperation({
  name: 'audit.list',
  kind: 'query',
  scope: 'tenant',
  permission: 'audit:read',
  summary: 'Who did what, newest first.',
  rest: { method: 'GET', path: '/audit' },
  input: z.object({
    ...page,
    from: time.optional(),
    to: time.optional(),
    actorId: id.optional(),
    /** Name of an operation, e.g. keys.create. */
    operation: line(100).optional(),
    targetId: line(100).optional(),
  }),
  output: z.object({
    items: z.array(
      z.object({
        id,
        createdAt: time,
        actorType: z.string(),
        actorId: id.nullable(),
        /** An e-mail address, or “configuration”. */
        actorName: z.string(),
        operation: z.string(),
        targetId: z.string().nullable(),
        /** The operation’s input, without secrets. */
        details: json,
      }),
    ),
    nextCursor: z.string().nullable(),
  }),
  run: async ({ transaction }, { cursor, limit, from, to, ...same }) => {
    const rows = await transaction.auditEvent.findMany({
      where: {
        ...same,
        createdAt: { gte: from, lt: to },
        ...(cursor !== undefined && after(readCursor(cursor))),
      },
      orderBy: newestFirst,
      take: limit + 1,
    });
    const { items, nextCursor } = toPage(rows, limit);
    return { items: items.map((row) => ({ ...row, details: json.parse(row.details) })), nextCursor };
  },
});
