import type { Outputs } from '@/components/api/trpc';

export type Model = Outputs['models']['list']['items'][number];
export type ModelDetails = Outputs['models']['get'];
export type ServingChannel = Model['channels'][number];
export type ModelPrice = NonNullable<ServingChannel['price']>;
export type ModelFacts = ServingChannel['facts'];
export type Capability = NonNullable<ModelFacts['capabilities']>[number];
export type PriceOverride = Outputs['prices']['list']['items'][number];
/** Of the last seven days. */
export type ModelUse = Outputs['models']['figures']['items'][number];
