import { z } from 'zod';
import { type Bill, checkLineCount, dayOf, emptyLine, nanoUsdOf } from './bill.ts';
import { parsePages } from './parse-pages.ts';

const count = z.int().min(0).nullish();

const result = z.looseObject({
  model: z.string().max(200).nullish(),
  input_tokens: count,
  input_cached_tokens: count,
  input_cache_write_tokens: count,
  output_tokens: count,
  num_model_requests: count,
  line_item: z.string().max(500).nullish(),
  amount: z.object({ value: z.coerce.number().min(0).max(1e9), currency: z.string().max(10) }).nullish(),
});

const bucket = z.looseObject({
  /** Seconds since 1970. */
  start_time: z.int().min(0).max(7_000_000_000),
  results: z.array(result),
});

/**
 * Usage (`/v1/organization/usage/completions`, grouped by model) or costs (`/v1/organization/costs`, grouped by line
 * item) as OpenAI's API gives them. A line item begins with the model's name.
 */
export function readOpenAiReport(report: string): Bill {
  const buckets = parsePages(report, bucket);
  checkLineCount(buckets.reduce((sum, { results }) => sum + results.length, 0));
  let countsTokens = false;
  const lines = buckets.flatMap(({ start_time, results }) =>
    results.map((each) => {
      const model = each.model ?? each.line_item?.split(/, | \(/)[0] ?? '';
      const line = emptyLine(dayOf(new Date(start_time * 1000)), model);
      line.inputTokens = each.input_tokens ?? 0;
      line.cachedInputTokens = each.input_cached_tokens ?? 0;
      line.cacheWriteTokens = each.input_cache_write_tokens ?? 0;
      line.outputTokens = each.output_tokens ?? 0;
      line.requests = each.num_model_requests ?? null;
      if (each.amount) line.costNanoUsd = nanoUsdOf(each.amount.value);
      countsTokens ||= each.input_tokens !== undefined && each.input_tokens !== null;
      return line;
    }),
  );
  return { lines, countsTokens };
}
