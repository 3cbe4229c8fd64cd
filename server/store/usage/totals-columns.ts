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

/** What `usage_totals` are kept by, besides the time and whether the requests failed, in the order of the bits of `grain`. */
export const dimensions = ['team_id', 'api_key_id', 'model', 'channel_id', 'provider', 'endpoint'] as const;

export type Dimension = (typeof dimensions)[number];
