import type { Outputs } from '@/components/api/trpc';

export type Channel = Outputs['channels']['list']['items'][number];
export type Provider = Outputs['providers']['list']['items'][number];
