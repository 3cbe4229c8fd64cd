'use client';

import { parseAsArrayOf, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import type { ChannelSummary } from './channel';
import { standingOf, standings } from './latest-result';

export const channelOrders = ['priority', 'name', 'latest'] as const;
export type ChannelOrder = (typeof channelOrders)[number];
export const switchStates = ['on', 'off'] as const;

/** What of the channels is shown, as the page's address has it. */
export function useChannelFilter() {
  const [filter, setFilter] = useQueryStates(
    {
      search: parseAsString.withDefault(''),
      provider: parseAsArrayOf(parseAsString).withDefault([]),
      standing: parseAsArrayOf(parseAsStringLiteral(standings)).withDefault([]),
      enabled: parseAsStringLiteral(switchStates),
      order: parseAsStringLiteral(channelOrders).withDefault('priority'),
    },
    { throttleMs: 200 },
  );
  const isSet =
    filter.search !== '' ||
    filter.provider.length > 0 ||
    filter.standing.length > 0 ||
    filter.enabled !== null;
  return { filter, setFilter, isSet };
}

export type ChannelFilter = ReturnType<typeof useChannelFilter>['filter'];

/** The channels that the filter lets through, in its order. The search is the server's: it knows all models. */
export function applyFilter(
  channels: readonly ChannelSummary[],
  { provider, standing, enabled, order }: ChannelFilter,
): ChannelSummary[] {
  const shown = channels.filter(
    (channel) =>
      (provider.length === 0 || provider.includes(channel.provider)) &&
      (standing.length === 0 || standing.includes(standingOf(channel))) &&
      (enabled === null || channel.enabled === (enabled === 'on')),
  );
  if (order === 'name') shown.sort((one, other) => one.name.localeCompare(other.name));
  if (order === 'latest') shown.sort((one, other) => latestUse(other).localeCompare(latestUse(one)));
  return shown;
}

function latestUse({ lastSuccess, lastFailure }: ChannelSummary): string {
  return [lastSuccess?.at ?? '', lastFailure?.at ?? ''].sort()[1] ?? '';
}
