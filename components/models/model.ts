import type { Outputs } from '@/components/api/trpc';

export type Model = Outputs['models']['list']['items'][number];
export type PriceOverride = Outputs['prices']['list']['items'][number];
