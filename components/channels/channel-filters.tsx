'use client';

import { useTranslations } from 'next-intl';
import { ChoiceFilter } from '@/components/filters/choice-filter';
import { ProviderMark } from '@/components/providers/provider-mark';
import { Button } from '@/components/ui/button';
import { SearchField } from '@/components/ui/search-field';
import type { ChannelSummary, Provider } from './channel';
import { type Standing, standings } from './latest-result';
import { switchStates, type useChannelFilter } from './use-channel-filter';

type ChannelFiltersProps = ReturnType<typeof useChannelFilter> & {
  channels: readonly ChannelSummary[];
  providers: readonly Provider[];
};

/** Above the list of channels: what to look for. */
export function ChannelFilters({ filter, setFilter, isSet, channels, providers }: ChannelFiltersProps) {
  const t = useTranslations('channels');
  const used = [...new Set([...channels.map(({ provider }) => provider), ...filter.provider])];
  const nameOf = (id: string) => providers.find((provider) => provider.id === id)?.name ?? id;
  return (
    <div className="mb-3 flex flex-wrap items-center gap-2">
      <SearchField
        label={t('findChannel')}
        value={filter.search}
        onValueChange={(search) => void setFilter({ search: search || null })}
        className="w-full sm:w-72"
      />
      <ChoiceFilter
        label={t('provider')}
        options={used.map((id) => ({
          value: id,
          label: nameOf(id),
          icon: <ProviderMark id={id} name={nameOf(id)} className="size-5 rounded text-2xs" />,
        }))}
        selected={filter.provider}
        onChange={(provider) => void setFilter({ provider: provider.length > 0 ? provider : null })}
      />
      <ChoiceFilter
        label={t('latestUse')}
        options={standings.map((value) => ({ value, label: t(`standings.${value}`) }))}
        selected={filter.standing}
        onChange={(chosen) => void setFilter({ standing: chosen.length > 0 ? (chosen as Standing[]) : null })}
      />
      <ChoiceFilter
        single
        label={t('state')}
        options={switchStates.map((value) => ({ value, label: t(`switchStates.${value}`) }))}
        selected={filter.enabled === null ? [] : [filter.enabled]}
        onChange={([chosen]) =>
          void setFilter({ enabled: switchStates.find((state) => state === chosen) ?? null })
        }
      />
      {isSet && (
        <Button
          variant="ghost"
          onClick={() => void setFilter({ search: null, provider: null, standing: null, enabled: null })}
        >
          {t('clearFilters')}
        </Button>
      )}
    </div>
  );
}
