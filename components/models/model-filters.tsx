'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { ChoiceFilter } from '@/components/filters/choice-filter';
import { ProviderMark } from '@/components/providers/provider-mark';
import { Button } from '@/components/ui/button';
import { SearchField } from '@/components/ui/search-field';
import { capabilityIcons } from './capability-list';
import type { Model } from './model';
import { capabilityNames, priceStates, type useModelFilter } from './use-model-filter';

type ModelFiltersProps = ReturnType<typeof useModelFilter> & {
  models: readonly Model[];
  providerName: (id: string) => string;
};

/** Above the list of models: what to look for. */
export function ModelFilters({ filter, setFilter, isSet, models, providerName }: ModelFiltersProps) {
  const t = useTranslations('models');
  const channels = useMemo(
    () =>
      new Map(
        models.flatMap((model) => model.channels.map(({ id, name, provider }) => [id, { name, provider }])),
      ),
    [models],
  );
  const providers = [...new Set([...channels.values()].map(({ provider }) => provider))].sort();
  const orNull = <Value,>(values: Value[]) => (values.length > 0 ? values : null);
  return (
    <div className="mb-3 flex flex-wrap items-center gap-2">
      <SearchField
        label={t('find')}
        value={filter.search}
        onValueChange={(search) => void setFilter({ search: search || null })}
        className="w-full sm:w-72"
      />
      <ChoiceFilter
        label={t('provider')}
        options={providers.map((id) => ({
          value: id,
          label: providerName(id),
          icon: <ProviderMark id={id} name={providerName(id)} className="size-5 rounded text-2xs" />,
        }))}
        selected={filter.provider}
        onChange={(chosen) => void setFilter({ provider: orNull(chosen) })}
      />
      <ChoiceFilter
        label={t('capability')}
        options={capabilityNames.map((value) => {
          const Icon = capabilityIcons[value];
          return { value, label: t(`capabilities.${value}`), icon: <Icon aria-hidden="true" /> };
        })}
        selected={filter.capability}
        onChange={(chosen) =>
          void setFilter({ capability: orNull(capabilityNames.filter((name) => chosen.includes(name))) })
        }
      />
      <ChoiceFilter
        label={t('channel')}
        options={[...channels].map(([value, { name, provider }]) => ({
          value,
          label: name,
          icon: (
            <ProviderMark id={provider} name={providerName(provider)} className="size-5 rounded text-2xs" />
          ),
        }))}
        selected={filter.channel}
        onChange={(chosen) => void setFilter({ channel: orNull(chosen) })}
      />
      <ChoiceFilter
        single
        label={t('price')}
        options={priceStates.map((value) => ({ value, label: t(`priceStates.${value}`) }))}
        selected={filter.priced === null ? [] : [filter.priced]}
        onChange={([chosen]) =>
          void setFilter({ priced: priceStates.find((state) => state === chosen) ?? null })
        }
      />
      {isSet && (
        <Button
          variant="ghost"
          onClick={() =>
            void setFilter({ search: null, provider: null, channel: null, capability: null, priced: null })
          }
        >
          {t('clearFilters')}
        </Button>
      )}
    </div>
  );
}
