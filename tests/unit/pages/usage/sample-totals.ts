import type { UsageRow } from '../../../../components/usage/dimension.ts';

/** A row of the usage table in which nothing happened, but for what is given. */
export function sampleRow(row: Partial<UsageRow> & { value: string | null }): UsageRow {
  return {
    label: row.value,
    hint: null,
    requests: 0,
    tokenCounts: 0,
    failures: 0,
    successRate: null,
    inputTokens: 0,
    cachedInputTokens: 0,
    cacheWriteTokens: 0,
    outputTokens: 0,
    reasoningTokens: 0,
    costNanoUsd: '0',
    unpricedRequests: 0,
    estimatedRequests: 0,
    latencyMs: null,
    firstByteMs: null,
    ...row,
  };
}
