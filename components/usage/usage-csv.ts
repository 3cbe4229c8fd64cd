import { toCsv } from '@/components/format/csv';
import type { Dimension, UsageRow } from './dimension';

/** The table of the usage page as a file, with every digit. */
export function usageCsv(by: Dimension, items: readonly UsageRow[]): string {
  const header = [
    by,
    'id',
    'requests',
    'failures',
    'input_tokens',
    'cached_input_tokens',
    'cache_write_tokens',
    'output_tokens',
    'reasoning_tokens',
    'cost_nano_usd',
    'unpriced_requests',
  ];
  const rows = items.map((item) => [
    item.label,
    item.value,
    item.requests,
    item.failures,
    item.inputTokens,
    item.cachedInputTokens,
    item.cacheWriteTokens,
    item.outputTokens,
    item.reasoningTokens,
    item.costNanoUsd,
    item.unpricedRequests,
  ]);
  return toCsv(header, rows);
}
