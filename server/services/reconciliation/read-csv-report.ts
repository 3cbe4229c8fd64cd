import { CsvError, parse } from 'csv-parse/sync';
import { z } from 'zod';
import { type Bill, checkLineCount, dayOf, emptyLine, MOST_LINES, nanoUsdOf, unreadable } from './bill.ts';

const heading = z.string().min(1).max(200);

/** Which column of a file says what, by its heading. */
export const csvColumns = z.strictObject({
  day: heading,
  model: heading,
  /** With what was read from the cache, unless `inputExcludesCached`. */
  inputTokens: heading.optional(),
  cachedInputTokens: heading.optional(),
  cacheWriteTokens: heading.optional(),
  outputTokens: heading.optional(),
  requests: heading.optional(),
  /** In dollars. */
  costUsd: heading.optional(),
  inputExcludesCached: z.boolean().default(false),
});
export type CsvColumns = z.output<typeof csvColumns>;

/** A file with headings in its first line. @throws Fault that names line and column of what is wrong */
export function readCsvReport(report: string, columns: CsvColumns): Bill {
  const rows = rowsOf(report);
  const [headings = [], ...records] = rows;
  checkLineCount(records.length);
  const cellOf = (name: string) => {
    const place = headings.indexOf(name);
    if (place === -1)
      unreadable('line 1', `a column ${JSON.stringify(name)}; there are ${headings.join(', ')}`);
    return (record: string[]) => record[place]?.trim() ?? '';
  };
  const day = cellOf(columns.day);
  const model = cellOf(columns.model);
  const counts = (
    ['inputTokens', 'cachedInputTokens', 'cacheWriteTokens', 'outputTokens', 'requests'] as const
  ).flatMap((name) => (columns[name] === undefined ? [] : [{ name, cell: cellOf(columns[name]) }]));
  const cost = columns.costUsd === undefined ? null : cellOf(columns.costUsd);
  const lines = records.map((record, index) => {
    const where = `line ${index + 2}`;
    const line = emptyLine(readDay(day(record), where), model(record).slice(0, 200));
    for (const { name, cell } of counts)
      line[name] = readNumber(cell(record), `${where}, ${columns[name]}`, true);
    if (columns.inputExcludesCached) line.inputTokens += line.cachedInputTokens + line.cacheWriteTokens;
    if (cost) line.costNanoUsd = nanoUsdOf(readNumber(cost(record), `${where}, ${columns.costUsd}`, false));
    return line;
  });
  return { lines, countsTokens: columns.inputTokens !== undefined || columns.outputTokens !== undefined };
}

function rowsOf(report: string): string[][] {
  try {
    return parse(report, { bom: true, skip_empty_lines: true, relax_column_count: true, to: MOST_LINES + 2 });
  } catch (error) {
    if (error instanceof CsvError) return unreadable('text', `comma-separated values (${error.message})`);
    throw error;
  }
}

function readDay(text: string, where: string): string {
  const time = new Date(/^\d{4}-\d{2}-\d{2}/.test(text) ? text : Number.NaN);
  return Number.isNaN(time.getTime()) ? unreadable(where, 'a date such as 2026-01-31') : dayOf(time);
}

/** An empty cell is 0; thousands may be apart by commas. */
function readNumber(text: string, where: string, whole: boolean): number {
  const value = Number(text.replaceAll(',', '').replace(/^\$/, ''));
  const fits = whole ? Number.isSafeInteger(value) : Number.isFinite(value) && value <= 1e9;
  return fits && value >= 0 ? value : unreadable(where, whole ? 'a whole number' : 'an amount in dollars');
}
