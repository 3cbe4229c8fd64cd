import type { Outputs } from '@/components/api/trpc';

export type ChannelSummary = Outputs['channels']['list']['items'][number];
export type Channel = Outputs['channels']['get'];
export type Provider = Outputs['providers']['list']['items'][number];
export type ChannelResult = NonNullable<ChannelSummary['lastSuccess']>;
export type ChannelTrial = Outputs['channels']['test'];
export type ModelListing = Outputs['channels']['fetchModels'];
export type ListedModel = ModelListing['items'][number];
export type ChannelOutcome = ChannelTrial['outcome'];

/** The part of a channel's form that mends what a test has shown. */
export type ChannelRemedy = 'credential' | 'baseUrl' | 'models';
