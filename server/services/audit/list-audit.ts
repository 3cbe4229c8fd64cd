import { z } from 'zod';
import { readCursor, toPage, writeCursor } from '../cursor.ts';
import { page, time } from '../fields.ts';
import { defineOperation } from '../operation.ts';
import { auditEventOutput, presentAudit } from './audit-event.ts';
import { auditFilter } from './audit-filter.ts';
import { readAudit } from './read-audit.ts';

export const listAudit = defineOperation({
  name: 'audit.list',
  kind: 'query',
  scope: 'tenant',
  permission: 'audit:read',
  summary:
    'Who did what, newest first. A search that finds little goes on with `nextCursor` from `searchedTo` on.',
  rest: { method: 'GET', path: '/audit' },
  input: z.object({ ...page, ...auditFilter }),
  output: z.object({
    items: z.array(auditEventOutput),
    nextCursor: z.string().nullable(),
    /** How far back was looked, where that is not all of it and fewer were found than asked for; else null. */
    searchedTo: time.nullable(),
  }),
  run: async ({ transaction, tenant }, { cursor, limit, ...filter }) => {
    const position = cursor === undefined ? null : readCursor(cursor);
    const { rows, stoppedAt } = await readAudit(transaction, tenant.id, filter, position, limit + 1);
    const { items, nextCursor } = toPage(rows, limit);
    const further = nextCursor === null ? stoppedAt : null;
    return {
      items: await presentAudit(transaction, items),
      nextCursor: further ? writeCursor(further) : nextCursor,
      searchedTo: further?.createdAt ?? null,
    };
  },
});
