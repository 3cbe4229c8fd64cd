import { z } from 'zod';
import { nanoUsd } from '../fields.ts';
import type { TotalsRow } from './usage-aggregates.ts';

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
  /** Over the whole request; null when there were none. Of more than 10 000 requests, close estimates. */
  latencyMs: percentiles.nullable(),
  /** Until the first byte of the answer; null when none came. */
  firstByteMs: percentiles.nullable(),
});

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
