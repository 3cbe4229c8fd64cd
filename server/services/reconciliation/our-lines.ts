import { Prisma, type Transaction } from '../../platform/db/prisma.ts';
import { DAY } from '../../store/usage/levels.ts';
import { usageSource } from '../usage/usage-source.ts';
import type { BilledLine } from './bill.ts';

interface Row {
  day: string;
  model: string | null;
  input_tokens: string;
  cached_input_tokens: string;
  cache_write_tokens: string;
  output_tokens: string;
  requests: string;
  cost_nano_usd: string;
}

/** What of models together that the tenant does not have, or has no more, is called. */
const OTHER_MODELS = 'other';

/**
 * What totals say a channel answered, by UTC day and the provider's name of the model.
 * @param range whole UTC days
 */
export async function ourLines(
  transaction: Transaction,
  channelId: string,
  range: { from: Date; to: Date },
): Promise<BilledLine[]> {
  const rows = await transaction.$queryRaw<Row[]>(Prisma.sql`
    select to_char(bucket at time zone 'UTC', 'YYYY-MM-DD') as day, coalesce(upstream_name, model) as model,
      sum(input_tokens)::text as input_tokens, sum(cached_input_tokens)::text as cached_input_tokens,
      sum(cache_write_tokens)::text as cache_write_tokens, sum(output_tokens)::text as output_tokens,
      sum(requests)::text as requests, sum(cost_nano_usd)::text as cost_nano_usd
    from ${usageSource(range, DAY, { channelId: [channelId] }, ['model'], true)} as usage
    left join channel_models on channel_models.channel_id = ${channelId}::uuid and channel_models.name = usage.model
    group by 1, 2 having sum(requests) > 0`);
  return rows.map((row) => ({
    day: row.day,
    model: row.model ?? OTHER_MODELS,
    inputTokens: Number(row.input_tokens),
    cachedInputTokens: Number(row.cached_input_tokens),
    cacheWriteTokens: Number(row.cache_write_tokens),
    outputTokens: Number(row.output_tokens),
    requests: Number(row.requests),
    costNanoUsd: BigInt(row.cost_nano_usd),
  }));
}
