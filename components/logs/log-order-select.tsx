'use client';

import { useTranslations } from 'next-intl';
import { Select } from '@/components/ui/select';
import { type SortColumn, sortColumns } from './log-parsers';
import type { LogFilterState } from './use-log-filter';

type Way = { sort: SortColumn; order: 'desc' | 'asc'; label: string };

/** The order of the list, where it has no columns with heads to click. */
export function LogOrderSelect({ view }: { view: LogFilterState }) {
  const t = useTranslations('logs');
  const { sort, order } = view.address;
  const ways = sortColumns.flatMap((column): Way[] => {
    if (column === 'time') return [{ sort: column, order: 'desc', label: t('newestFirst') }];
    const name = t(`columns.${column}`);
    return [
      { sort: column, order: 'desc', label: t('mostFirst', { name }) },
      { sort: column, order: 'asc', label: t('leastFirst', { name }) },
    ];
  });
  return (
    <Select
      aria-label={t('orderBy')}
      value={`${sort} ${sort === 'time' ? 'desc' : order}`}
      onValueChange={(value) => {
        const way = ways.find((each) => `${each.sort} ${each.order}` === value);
        if (way) view.change({ sort: way.sort, order: way.order });
      }}
      options={ways.map((way) => ({ value: `${way.sort} ${way.order}`, label: way.label }))}
      className="w-full"
    />
  );
}
