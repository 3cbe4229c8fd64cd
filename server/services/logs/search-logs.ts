import { z } from 'zod';
import { readCursor, toPage } from '../cursor.ts';
import { page } from '../fields.ts';
import { defineOperation } from '../operation.ts';
import { countAttempts } from './count-attempts.ts';
import { logOutput, presentLogs } from './log.ts';
import { logFilter, matchingLogs } from './log-filter.ts';
import { readLogs } from './read-logs.ts';

export const searchLogs = defineOperation({
  name: 'logs.search',
  kind: 'query',
  scope: 'tenant',
  permission: 'logs:read',
  summary: 'Requests, newest first.',
  rest: { method: 'GET', path: '/logs' },
  input: z.object({ ...logFilter, ...page }),
  output: z.object({ items: z.array(logOutput), nextCursor: z.string().nullable() }),
  run: async ({ transaction }, { cursor, limit, ...filter }) => {
    const after = cursor === undefined ? null : readCursor(cursor);
    const rows = await readLogs(transaction, matchingLogs(filter), after, limit + 1);
    const { items, nextCursor } = toPage(rows, limit);
    const attempts = await countAttempts(transaction, items);
    const logs = await presentLogs(transaction, items);
    return {
      items: logs.map((log) => ({ ...log, attemptCount: attempts.get(log.id) ?? 0 })),
      nextCursor,
    };
  },
});
