import { z } from 'zod';
import { nanoUsd } from '../fields.ts';
import type { UsageSum } from './usage-sum.ts';

const tokens = z.int().min(0);

const percentiles = z.object({ p50: z.number(), p95: z.number(), p99: z.number() });

/** What a set of usage records comes to. */
export const usageTotals = z.object({
  /** Calls of a model; requests that only count tokens are not among them, nor among the failures and latencies. */
  requests: z.int().min(0),
  /** Requests that only counted tokens (count_tokens, countTokens). */
  tokenCounts: z.int().min(0),
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
  /** Requests whose tokens Heddle counted, because the provider did not, or not to be believed. */
  estimatedRequests: z.int().min(0),
  /** Over the whole request, within 2 %; null when there were none. */
  latencyMs: percentiles.nullable(),
  /** Until the first byte of the answer, within 2 %; null when none came. */
  firstByteMs: percentiles.nullable(),
});

export function presentTotals({ counts, latencies, firstBytes }: UsageSum): z.output<typeof usageTotals> {
  const requests = Number(counts.requests);
  const failures = Number(counts.failures);
  return {
    requests,
    tokenCounts: Number(counts.token_counts),
    failures,
    successRate: requests === 0 ? null : (requests - failures) / requests,
    inputTokens: Number(counts.input_tokens),
    cachedInputTokens: Number(counts.cached_input_tokens),
    cacheWriteTokens: Number(counts.cache_write_tokens),
    outputTokens: Number(counts.output_tokens),
    reasoningTokens: Number(counts.reasoning_tokens),
    costNanoUsd: counts.cost_nano_usd,
    unpricedRequests: Number(counts.unpriced_requests),
    estimatedRequests: Number(counts.estimated_requests),
    latencyMs: latencies.percentiles(),
    firstByteMs: firstBytes.percentiles(),
  };
}
