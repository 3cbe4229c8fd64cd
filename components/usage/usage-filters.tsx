'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { ChoiceFilter } from '@/components/filters/choice-filter';
import type { TimeRangeState } from '@/components/filters/use-time-range';
import { Button } from '@/components/ui/button';
import { filterDimensions } from './dimension';
import { useFilterOptions } from './use-filter-options';
import type { useUsageFilter } from './use-usage-filter';

type UsageFiltersProps = {
  view: ReturnType<typeof useUsageFilter>;
  range: TimeRangeState;
  /** The page has its figures; what filters offer may be asked for. */
  ready: boolean;
};

/** Filters that add to each other: any of a kind's values, and all kinds at once. */
export function UsageFilters({ view, range, ready }: UsageFiltersProps) {
  const t = useTranslations('usage');
  const options = useFilterOptions(range, ready);
  const { filter } = view;
  return (
    <search
      aria-label={t('filters')}
      className="mb-5 flex items-center gap-2 sm:flex-wrap max-sm:-mx-4 max-sm:overflow-x-auto max-sm:px-4 max-sm:py-1"
    >
      {filterDimensions.map((dimension) => (
        <ChoiceFilter
          key={dimension}
          single={dimension === 'tag'}
          label={t(`dimensions.${dimension}`)}
          options={options[dimension]}
          selected={filter[dimension]}
          onChange={(values) => view.change({ [dimension]: values })}
        />
      ))}
      <ChoiceFilter
        single
        label={t('outcome')}
        options={[
          { value: 'success', label: t('succeeded') },
          { value: 'failure', label: t('failed') },
        ]}
        selected={filter.outcome ? [filter.outcome] : []}
        onChange={([outcome]) =>
          view.change({ outcome: outcome === 'success' || outcome === 'failure' ? outcome : null })
        }
      />
      {view.isFiltered && (
        <Button variant="ghost" onClick={view.clear}>
          <X aria-hidden="true" />
          {t('clearFilters')}
        </Button>
      )}
    </search>
  );
}
