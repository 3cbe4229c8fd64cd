import { z } from 'zod';
import { type Bill, checkLineCount, dayOf, emptyLine, nanoUsdOf } from './bill.ts';
import { parsePages } from './parse-pages.ts';

const count = z.int().min(0).nullish();
const CENTS_PER_USD = 100;

const result = z.looseObject({
  model: z.string().max(200).nullish(),
  uncached_input_tokens: count,
  cache_read_input_tokens: count,
  cache_creation: z
    .looseObject({ ephemeral_1h_input_tokens: count, ephemeral_5m_input_tokens: count })
    .nullish(),
  output_tokens: count,
  /** In cents. */
  amount: z.coerce.number().min(0).max(1e11).nullish(),
  cost_type: z.string().max(100).nullish(),
});

const bucket = z.looseObject({
  starting_at: z.iso.datetime({ offset: true }).max(40),
  results: z.array(result),
});

/**
 * Usage (`/v1/organizations/usage_report/messages`, grouped by model) or costs (`/v1/organizations/cost_report`, grouped
 * by description) as Anthropic's Admin API gives them. Its input tokens leave the cached ones out, and its amounts are
 * cents.
 */
export function readAnthropicReport(report: string): Bill {
  const buckets = parsePages(report, bucket);
  checkLineCount(buckets.reduce((sum, { results }) => sum + results.length, 0));
  let countsTokens = false;
  const lines = buckets.flatMap(({ starting_at, results }) =>
    results.map((each) => {
      const line = emptyLine(dayOf(new Date(starting_at)), each.model ?? each.cost_type ?? '');
      const { ephemeral_1h_input_tokens, ephemeral_5m_input_tokens } = each.cache_creation ?? {};
      line.cachedInputTokens = each.cache_read_input_tokens ?? 0;
      line.cacheWriteTokens = (ephemeral_1h_input_tokens ?? 0) + (ephemeral_5m_input_tokens ?? 0);
      line.inputTokens = (each.uncached_input_tokens ?? 0) + line.cachedInputTokens + line.cacheWriteTokens;
      line.outputTokens = each.output_tokens ?? 0;
      if (typeof each.amount === 'number') line.costNanoUsd = nanoUsdOf(each.amount / CENTS_PER_USD);
      countsTokens ||= typeof each.uncached_input_tokens === 'number';
      return line;
    }),
  );
  return { lines, countsTokens };
}
