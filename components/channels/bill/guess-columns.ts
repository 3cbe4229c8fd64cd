import type { BillColumns } from './bill';

export const columnNames = [
  'day',
  'model',
  'inputTokens',
  'cachedInputTokens',
  'cacheWriteTokens',
  'outputTokens',
  'requests',
  'costUsd',
] as const;
export type ColumnName = (typeof columnNames)[number];
export type ChosenColumns = Partial<Record<ColumnName, string>>;

/** What headings in exports of providers say; the first column that fits is taken. */
const patterns: Record<ColumnName, RegExp> = {
  day: /date|day|time/i,
  model: /model|line.?item|sku/i,
  inputTokens: /^(?!.*(?:cache|output)).*(?:input|prompt)/i,
  cachedInputTokens: /cache.*(?:read|hit)|cached/i,
  cacheWriteTokens: /cache.*(?:writ|creat)/i,
  outputTokens: /output|completion|generated/i,
  requests: /request|calls/i,
  costUsd: /cost|amount|usd|charge|price/i,
};

export function guessColumns(headings: readonly string[]): ChosenColumns {
  const chosen: ChosenColumns = {};
  for (const name of columnNames) {
    const taken = Object.values(chosen);
    const heading = headings.find((each) => patterns[name].test(each) && !taken.includes(each));
    if (heading !== undefined) chosen[name] = heading;
  }
  return chosen;
}

/** Null while day or model is not chosen. */
export function asColumns(
  { day, model, ...rest }: ChosenColumns,
  inputExcludesCached: boolean,
): BillColumns | null {
  return day && model ? { day, model, ...rest, inputExcludesCached } : null;
}
