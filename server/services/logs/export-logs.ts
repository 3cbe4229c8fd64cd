import { z } from 'zod';
import { count, time } from '../fields.ts';
import { defineOperation } from '../operation.ts';
import { exportRow } from './export-row.ts';
import { findLogs } from './find-logs.ts';
import { presentLogs } from './log.ts';
import { logFilter } from './log-filter.ts';
import { logOrder } from './log-order.ts';
import { writeCsv } from './write-csv.ts';
import { writeJsonLines } from './write-json-lines.ts';

const MOST_ROWS = 10_000;
/** Somebody waits for a file, and a page does not. */
const PATIENCE_MS = 5_000;

export const exportLogs = defineOperation({
  name: 'logs.export',
  kind: 'query',
  scope: 'tenant',
  permission: 'logs:read',
  summary: 'The first 10 000 requests that match, in the order asked for, as CSV (RFC 4180) or JSON Lines.',
  rest: { method: 'GET', path: '/logs/export' },
  input: z.object({ ...logFilter, ...logOrder, format: z.enum(['csv', 'jsonl']).default('csv') }),
  output: z.object({
    /** The file. */
    content: z.string(),
    rows: count,
    /** More requests match, or may match, than are in the file. */
    truncated: z.boolean(),
    /** What is older was not looked at; null: all of the range was. */
    searchedTo: time.nullable(),
  }),
  run: async ({ transaction, tenant }, { format, sort, order, ...filter }) => {
    const { rows, nextCursor, searchedTo } = await findLogs(transaction, {
      tenantId: tenant.id,
      filter,
      order: { sort, order },
      cursor: undefined,
      limit: MOST_ROWS,
      patienceMs: PATIENCE_MS,
    });
    const logs = (await presentLogs(transaction, rows)).map(exportRow);
    const content = format === 'csv' ? writeCsv(logs) : writeJsonLines(logs);
    return { content, rows: logs.length, truncated: nextCursor !== null || searchedTo !== null, searchedTo };
  },
});
