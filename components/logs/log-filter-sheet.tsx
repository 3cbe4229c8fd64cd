'use client';

import { SlidersHorizontal } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { TimeRangePicker } from '@/components/filters/time-range-picker';
import { Button } from '@/components/ui/button';
import { Sheet, SheetContent, SheetTrigger } from '@/components/ui/sheet';
import { filterNames } from './filter-definitions';
import { isSet, LogFilterControl } from './log-filter-control';
import type { useFilterOptions } from './use-filter-options';
import type { LogFilterState } from './use-log-filter';

type LogFilterSheetProps = {
  view: LogFilterState;
  options: ReturnType<typeof useFilterOptions>;
  className?: string;
};

/** All filters below each other, for a phone. */
export function LogFilterSheet({ view, options, className }: LogFilterSheetProps) {
  const t = useTranslations('logs');
  const common = useTranslations('common');
  const [open, setOpen] = useState(false);
  const count = filterNames.filter((name) => isSet(name, view)).length + (view.range.bounds ? 1 : 0);
  return (
    <Sheet open={open} onOpenChange={setOpen}>
      <SheetTrigger asChild>
        <Button className={className}>
          <SlidersHorizontal aria-hidden="true" />
          {t('filtersTitle')}
          {count > 0 && <span className="tabular text-thread">{count}</span>}
        </Button>
      </SheetTrigger>
      <SheetContent
        title={t('filtersTitle')}
        footer={
          <>
            <Button disabled={!view.isFiltered} onClick={view.clear}>
              {t('clearFilters')}
            </Button>
            <Button variant="primary" onClick={() => setOpen(false)}>
              {common('done')}
            </Button>
          </>
        }
      >
        <div className="flex flex-col gap-2">
          <TimeRangePicker state={view.range} withRefresh={false} />
          {filterNames.map((name) => (
            <LogFilterControl
              key={name}
              name={name}
              view={view}
              options={options}
              className="w-full max-w-full"
            />
          ))}
        </div>
      </SheetContent>
    </Sheet>
  );
}
