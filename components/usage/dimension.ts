import type { Outputs } from '@/components/api/trpc';

/** What usage can be split by, in the order in which it is offered. */
export const dimensions = ['model', 'key', 'team', 'channel', 'provider', 'endpoint', 'tag', 'day'] as const;

export type Dimension = (typeof dimensions)[number];

/** Dimensions that are filters too; of tags, one at a time. */
export const filterDimensions = ['team', 'key', 'model', 'channel', 'provider', 'endpoint', 'tag'] as const;

export type FilterDimension = (typeof filterDimensions)[number];

export type UsageRow = Outputs['usage']['breakdown']['items'][number];

export type UsageTotals = Outputs['usage']['summary']['totals'];
