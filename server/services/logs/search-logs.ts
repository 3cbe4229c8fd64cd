import { z } from 'zod';
import { page, time } from '../fields.ts';
import { defineOperation } from '../operation.ts';
import { countAttempts } from './count-attempts.ts';
import { findLogs } from './find-logs.ts';
import { logOutput, presentLogs } from './log.ts';
import { logFilter } from './log-filter.ts';
import { logOrder } from './log-order.ts';

/** Where little matches, a page is given out with what was found so far. */
const PATIENCE_MS = 200;

export const searchLogs = defineOperation({
  name: 'logs.search',
  kind: 'query',
  scope: 'tenant',
  permission: 'logs:read',
  summary:
    'Requests, newest first or by a figure. Looks at so many requests a call: where few match, a page may hold fewer than `limit`, or none, and still have a `nextCursor`.',
  rest: { method: 'GET', path: '/logs' },
  input: z.object({
    ...logFilter,
    ...logOrder,
    ...page,
    /** Only what ended at this moment or later, among the requests of the last hour, newest first: for following along. */
    endedAfter: time.optional(),
  }),
  output: z.object({
    items: z.array(logOutput),
    nextCursor: z.string().nullable(),
    /**
     * What is older was not looked at: by time, `nextCursor` goes on there; by a figure, only the newest 100 000
     * requests are put in order. Null: all of the range was.
     */
    searchedTo: time.nullable(),
    /** When this was read. */
    asOf: time,
  }),
  run: async ({ transaction, tenant }, { cursor, limit, sort, order, endedAfter, ...filter }) => {
    const asOf = new Date();
    const { rows, nextCursor, searchedTo } = await findLogs(transaction, {
      tenantId: tenant.id,
      filter,
      order: { sort, order },
      cursor,
      limit,
      patienceMs: PATIENCE_MS,
      endedAfter,
    });
    const attempts = await countAttempts(transaction, rows);
    const logs = await presentLogs(transaction, rows);
    return {
      items: logs.map((log) => ({ ...log, attemptCount: attempts.get(log.id) ?? 0 })),
      nextCursor,
      searchedTo,
      asOf,
    };
  },
});
