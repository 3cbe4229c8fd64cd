import type { Outputs } from '@/components/api/trpc';

/** What usage can be split by, in the order in which it is offered. */
export const dimensions = ['day', 'model', 'key', 'team'] as const;

export type Dimension = (typeof dimensions)[number];

export type UsageRow = Outputs['usage']['breakdown']['items'][number];
