/** Columns of `usage_increments` and `usage_totals` that add up. */
export const counters = [
  'requests',
  'token_counts',
  'failures',
  'estimated_requests',
  'unpriced_requests',
  'input_tokens',
  'cached_input_tokens',
  'cache_write_tokens',
  'output_tokens',
  'reasoning_tokens',
  'cost_nano_usd',
] as const;

/** All that `usage_totals` have measured. The last two are histograms. */
export const measuredColumns = [...counters, 'last_used_at', 'latencies', 'first_bytes'] as const;

/** What `usage_totals` are kept by, besides the time and whether the requests failed, in the order of the bits of `grain`. */
export const dimensions = ['team_id', 'api_key_id', 'model', 'channel_id', 'provider', 'endpoint'] as const;

export type Dimension = (typeof dimensions)[number];

/** Calls of a model, as `endpoint` tells; the others only count tokens. */
const isCall = `endpoint not like '%/count\\_tokens' and endpoint not like '%:countTokens'`;

/** Increments of one endpoint and outcome as columns of `usage_totals`, added up. Grouped by `endpoint` and `failed`, at least. */
export const incrementSums: Record<(typeof measuredColumns)[number], string> = {
  requests: `case when ${isCall} then count(*) else 0 end`,
  token_counts: `case when ${isCall} then 0 else count(*) end`,
  failures: `case when failed and ${isCall} then count(*) else 0 end`,
  estimated_requests: 'count(*) filter (where estimated)',
  unpriced_requests: 'count(*) filter (where unpriced)',
  input_tokens: 'sum(input_tokens)',
  cached_input_tokens: 'sum(cached_input_tokens)',
  cache_write_tokens: 'sum(cache_write_tokens)',
  output_tokens: 'sum(output_tokens)',
  reasoning_tokens: 'sum(reasoning_tokens)',
  cost_nano_usd: 'sum(cost_nano_usd)',
  last_used_at: 'max(created_at)',
  latencies: `case when ${isCall} then string_agg(histogram_of(latency_ms), '') end`,
  first_bytes: `case when ${isCall} then
    string_agg(histogram_of(latency_first_byte_ms), '') filter (where latency_first_byte_ms is not null) end`,
};

/**
 * The model an increment counts for: where a channel answered, or the tenant has one of that name. What clients make
 * up counts together, as null.
 * @param increments what the increments are called in the query
 */
export function incrementModel(increments: string): string {
  return `case when ${increments}.channel_id is not null or exists (
    select from channel_models
    where channel_models.tenant_id = ${increments}.tenant_id and channel_models.name = ${increments}.model_requested
  ) then ${increments}.model_requested end`;
}
