'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTRPC } from '@/components/api/trpc';
import type { FilterOption } from '@/components/filters/choice-filter';
import { useMay, useTenant } from '@/components/shell/session';
import type { ListFilter } from './log-parsers';

/** What each filter offers. Loads while the page already shows requests. */
export function useFilterOptions(): Record<ListFilter | 'outcome' | 'stream', FilterOption[]> {
  const t = useTranslations('logs');
  const trpc = useTRPC();
  const tenant = useTenant();
  const mayReadChannels = useMay('channels:read');
  const keys = useQuery(trpc.keys.list.queryOptions({ tenant })).data?.items ?? [];
  const teams = useQuery(trpc.teams.list.queryOptions({ tenant })).data?.items ?? [];
  const channelQuery = trpc.channels.list.queryOptions({ tenant }, { enabled: mayReadChannels });
  const channels = useQuery(channelQuery).data?.items ?? [];
  const offered = useQuery(trpc.models.list.queryOptions({ tenant })).data?.items ?? [];
  const choices = useQuery(trpc.logs.listChoices.queryOptions({ tenant })).data;
  const channelOptions = channels.map(({ id, name, provider }) => ({
    value: id,
    label: name,
    hint: provider,
  }));
  const models = new Set([...offered.map(({ name }) => name), ...(choices?.models ?? [])]);
  return {
    outcome: [
      { value: 'success', label: t('outcomes.success') },
      { value: 'failure', label: t('outcomes.failure') },
    ],
    stream: [
      { value: 'true', label: t('streaming.true') },
      { value: 'false', label: t('streaming.false') },
    ],
    status: statuses.map((status) => ({
      value: status,
      label: status.endsWith('xx') ? t('statusClass', { status }) : status,
    })),
    error: plain(choices?.errorCodes),
    model: plain([...models].sort()),
    key: keys.map(({ id, name, prefix }) => ({ value: id, label: name, hint: `${prefix}…` })),
    team: teams.map(({ id, name }) => ({ value: id, label: name })),
    channel: channelOptions,
    tried: channelOptions,
    provider: plain(choices?.providers),
    endpoint: plain(choices?.endpoints),
    user: plain(choices?.endUsers),
    tag: plain(choices?.tags),
  };
}

/** Those that gateways and providers answer with. */
const statuses = [
  '2xx',
  '4xx',
  '5xx',
  '200',
  '400',
  '401',
  '403',
  '404',
  '408',
  '409',
  '413',
  '422',
  '429',
  '499',
  '500',
  '502',
  '503',
  '504',
  '529',
];

function plain(values: readonly string[] = []): FilterOption[] {
  return values.map((value) => ({ value, label: value }));
}
