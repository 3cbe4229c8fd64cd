import { z } from 'zod';
import { Prisma } from '../../platform/db/prisma.ts';
import { nanoUsd } from '../fields.ts';

const tokens = z.int().min(0);

const percentiles = z.object({ p50: z.number(), p95: z.number(), p99: z.number() });

/** What a set of usage records comes to. */
export const usageTotals = z.object({
  requests: z.int().min(0),
  /** Requests that ended with an error of any kind. */
  failures: z.int().min(0),
  /** Share of requests without one, 0 to 1; null when there were none. */
  successRate: z.number().nullable(),
  inputTokens: tokens,
  /** Of the input tokens, those read from a provider’s prompt cache. */
  cachedInputTokens: tokens,
  cacheWriteTokens: tokens,
  outputTokens: tokens,
  /** Of the output tokens, those the model thought with. */
  reasoningTokens: tokens,
  costNanoUsd: nanoUsd,
  /** Answered requests whose model has no known price; they count as costing nothing. */
  unpricedRequests: z.int().min(0),
  /** Over the whole request; null when there were none. */
  latencyMs: percentiles.nullable(),
  /** Until the first byte of the answer; null when none came. */
  firstByteMs: percentiles.nullable(),
});

/**
 * The aggregates behind {@link usageTotals}, for a `select … from usage_records`. They count `latency_ms`, which
 * every record has, so that a row of nulls from an outer join counts as none.
 */
export const totalsColumns = Prisma.sql`
  count(latency_ms) as requests,
  count(error_code) as failures,
  coalesce(sum(input_tokens), 0)::bigint as input_tokens,
  coalesce(sum(cached_input_tokens), 0)::bigint as cached_input_tokens,
  coalesce(sum(cache_write_tokens), 0)::bigint as cache_write_tokens,
  coalesce(sum(output_tokens), 0)::bigint as output_tokens,
  coalesce(sum(reasoning_tokens), 0)::bigint as reasoning_tokens,
  coalesce(sum(cost_nano_usd), 0)::text as cost_nano_usd,
  count(latency_ms) filter (where price_version is null and model_used is not null) as unpriced_requests,
  percentile_cont(array[0.5, 0.95, 0.99]) within group (order by latency_ms) as latency_ms,
  percentile_cont(array[0.5, 0.95, 0.99]) within group (order by latency_first_byte_ms) as first_byte_ms`;

/** A row selected with {@link totalsColumns}. */
export interface TotalsRow {
  requests: bigint;
  failures: bigint;
  input_tokens: bigint;
  cached_input_tokens: bigint;
  cache_write_tokens: bigint;
  output_tokens: bigint;
  reasoning_tokens: bigint;
  cost_nano_usd: string;
  unpriced_requests: bigint;
  latency_ms: number[] | null;
  first_byte_ms: number[] | null;
}

export function presentTotals(row: TotalsRow): z.output<typeof usageTotals> {
  const requests = Number(row.requests);
  const failures = Number(row.failures);
  return {
    requests,
    failures,
    successRate: requests === 0 ? null : (requests - failures) / requests,
    inputTokens: Number(row.input_tokens),
    cachedInputTokens: Number(row.cached_input_tokens),
    cacheWriteTokens: Number(row.cache_write_tokens),
    outputTokens: Number(row.output_tokens),
    reasoningTokens: Number(row.reasoning_tokens),
    costNanoUsd: BigInt(row.cost_nano_usd),
    unpricedRequests: Number(row.unpriced_requests),
    latencyMs: toPercentiles(row.latency_ms),
    firstByteMs: toPercentiles(row.first_byte_ms),
  };
}

function toPercentiles(values: number[] | null): z.output<typeof percentiles> | null {
  const [p50, p95, p99] = values ?? [];
  return p50 == null || p95 == null || p99 == null ? null : { p50, p95, p99 };
}
