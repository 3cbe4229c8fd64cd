import { type CsvValue, toCsv } from '../format/csv.ts';
import type { Dimension, UsageRow, UsageTotals } from './dimension';

const figures = {
  requests: (totals) => totals.requests,
  failures: (totals) => totals.failures,
  token_counts: (totals) => totals.tokenCounts,
  input_tokens: (totals) => totals.inputTokens,
  cached_input_tokens: (totals) => totals.cachedInputTokens,
  cache_write_tokens: (totals) => totals.cacheWriteTokens,
  output_tokens: (totals) => totals.outputTokens,
  reasoning_tokens: (totals) => totals.reasoningTokens,
  cost_nano_usd: (totals) => String(totals.costNanoUsd),
  unpriced_requests: (totals) => totals.unpricedRequests,
  latency_p50_ms: (totals) => totals.latencyMs?.p50 ?? null,
  latency_p95_ms: (totals) => totals.latencyMs?.p95 ?? null,
  first_byte_p50_ms: (totals) => totals.firstByteMs?.p50 ?? null,
  first_byte_p95_ms: (totals) => totals.firstByteMs?.p95 ?? null,
} satisfies Record<string, (totals: UsageTotals) => CsvValue>;

const names = Object.keys(figures);

function values(totals: UsageTotals): CsvValue[] {
  return Object.values(figures).map((read) => read(totals));
}

/** The table of the usage page as a file, with every digit, in the order in which it is shown. */
export function breakdownCsv(by: Dimension, rows: readonly UsageRow[]): string {
  return toCsv(
    [by, 'id', ...names],
    rows.map((row) => [row.label, row.value, ...values(row)]),
  );
}

/** One line of a series as a file holds it. */
export type SeriesPart = {
  label: string;
  value: string | null;
  series: readonly (UsageTotals & { time: Date | string })[];
};

/** The chart of the usage page as a file: a row for each value and each moment, in UTC, those of all together first. */
export function seriesCsv(by: Dimension, parts: readonly SeriesPart[]): string {
  return toCsv(
    ['time', by, 'id', ...names],
    parts.flatMap(({ label, value, series }) =>
      series.map((entry) => [new Date(entry.time).toISOString(), label, value, ...values(entry)]),
    ),
  );
}
