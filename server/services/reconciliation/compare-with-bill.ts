import { z } from 'zod';
import { Fault } from '../../canonical/fault.ts';
import { count, id, nanoUsd } from '../fields.ts';
import { found } from '../found.ts';
import { defineOperation } from '../operation.ts';
import { type Bill, type BilledLine, unreadable } from './bill.ts';
import { compareLines } from './compare-lines.ts';
import { ourLines } from './our-lines.ts';
import { readAnthropicReport } from './read-anthropic-report.ts';
import { csvColumns, readCsvReport } from './read-csv-report.ts';
import { readOpenAiReport } from './read-openai-report.ts';
import { utcDay } from './utc-day.ts';

const DAY_MS = 86_400_000;
const MOST_DAYS = 92;
const MOST_COMPARED = 2_000;

/** Beyond what `count` takes: totals of many requests. */
const total = z.int().min(0);

const side = z.object({
  inputTokens: total,
  cachedInputTokens: total,
  cacheWriteTokens: total,
  outputTokens: total,
  /** Null where the bill does not say. */
  requests: total.nullable(),
  costNanoUsd: nanoUsd.nullable(),
});

const input = z.object({
  /** Of the channel. */
  id,
  /** Both are compared. */
  from: utcDay,
  to: utcDay,
  format: z.enum(['openai', 'anthropic', 'csv']),
  /** What the provider's API answered, or the file, as text. */
  report: z.string().min(1).max(700_000).meta({ writeOnly: true }),
  /** For `csv`. */
  columns: csvColumns.optional(),
});

export const compareWithBill = defineOperation({
  name: 'reconciliation.compare',
  kind: 'mutation',
  scope: 'tenant',
  permission: 'channels:read',
  summary:
    "Compares a provider's own usage or cost report with what a channel's records say, by model and day (UTC), the largest difference first. Nothing of the report is kept.",
  rest: { method: 'POST', path: '/channels/{id}/reconciliation' },
  input,
  output: z.object({
    items: z.array(
      z.object({ day: utcDay, model: z.string(), theirs: side.nullable(), ours: side.nullable() }),
    ),
    /** There are more than are shown. */
    truncated: z.boolean(),
    theirs: side,
    ours: side,
    /** Whether the report counts tokens; one of costs alone does not. */
    countsTokens: z.boolean(),
    /** Lines of the report on other days, which were left out. */
    outsidePeriod: count,
  }),
  run: async ({ transaction, nameTarget }, { id, from, to, ...given }) => {
    checkPeriod(from, to);
    const channel = await transaction.channel.findUnique({ where: { id }, select: { name: true } });
    nameTarget(found(channel, 'channel').name);
    const bill = readBill(given);
    const theirs = bill.lines.filter(({ day }) => day >= from && day <= to);
    const ours = await ourLines(transaction, id, {
      from: new Date(from),
      to: new Date(Date.parse(to) + DAY_MS),
    });
    const items = compareLines(theirs, ours);
    return {
      items: items.slice(0, MOST_COMPARED),
      truncated: items.length > MOST_COMPARED,
      theirs: totalOf(theirs),
      ours: totalOf(ours),
      countsTokens: bill.countsTokens,
      outsidePeriod: bill.lines.length - theirs.length,
    };
  },
});

function checkPeriod(from: string, to: string): void {
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;
  if (days >= 1 && days <= MOST_DAYS) return;
  throw new Fault('invalid_request', `to: expected a day from ${from} on, ${MOST_DAYS} days at most`, {
    path: 'to',
  });
}

function readBill({
  format,
  report,
  columns,
}: Pick<z.output<typeof input>, 'format' | 'report' | 'columns'>): Bill {
  if (format === 'openai') return readOpenAiReport(report);
  if (format === 'anthropic') return readAnthropicReport(report);
  return columns
    ? readCsvReport(report, columns)
    : unreadable('columns', 'which column says what, for a CSV file');
}

function totalOf(lines: readonly BilledLine[]) {
  const add = (one: number | null, other: number | null) => (other === null ? one : (one ?? 0) + other);
  return {
    inputTokens: lines.reduce((sum, line) => sum + line.inputTokens, 0),
    cachedInputTokens: lines.reduce((sum, line) => sum + line.cachedInputTokens, 0),
    cacheWriteTokens: lines.reduce((sum, line) => sum + line.cacheWriteTokens, 0),
    outputTokens: lines.reduce((sum, line) => sum + line.outputTokens, 0),
    requests: lines.reduce<number | null>((sum, line) => add(sum, line.requests), null),
    costNanoUsd: lines.reduce<bigint | null>(
      (sum, line) => (line.costNanoUsd === null ? sum : (sum ?? 0n) + line.costNanoUsd),
      null,
    ),
  };
}
