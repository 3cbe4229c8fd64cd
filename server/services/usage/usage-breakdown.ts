import type { Dimension } from '../../store/usage/totals-columns.ts';

/** What usage can be broken down by. */
export const breakdowns = ['day', 'model', 'key', 'team', 'channel', 'provider', 'endpoint', 'tag'] as const;

export type Breakdown = (typeof breakdowns)[number];

export const dimensionOf: Record<Exclude<Breakdown, 'day'>, Dimension | 'tag'> = {
  model: 'model',
  key: 'api_key_id',
  team: 'team_id',
  channel: 'channel_id',
  provider: 'provider',
  endpoint: 'endpoint',
  tag: 'tag',
};
