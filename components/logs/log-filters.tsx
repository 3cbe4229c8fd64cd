'use client';

import { TimeRangePicker } from '@/components/filters/time-range-picker';
import { LogFilterChips } from './log-filter-chips';
import { LogFilterSheet } from './log-filter-sheet';
import { LogSearch } from './log-search';
import { useFilterOptions } from './use-filter-options';
import type { LogFilterState } from './use-log-filter';

type LogFiltersProps = { view: LogFilterState; onOpenRequest: (id: string) => void };

/** The search field and the time range, and below them the other filters; on a phone, those are in a sheet. */
export function LogFilters({ view, onOpenRequest }: LogFiltersProps) {
  const options = useFilterOptions();
  return (
    <div className="mb-4 flex flex-col gap-2.5">
      <div className="flex flex-wrap items-center gap-2">
        <LogSearch
          view={view}
          onOpenRequest={onOpenRequest}
          className="min-w-0 flex-1 basis-48 sm:basis-72"
        />
        <LogFilterSheet view={view} options={options} className="sm:hidden" />
        <div className="max-sm:hidden">
          <TimeRangePicker state={view.range} withRefresh={false} />
        </div>
      </div>
      <div className="flex flex-wrap items-center gap-2 max-sm:hidden">
        <LogFilterChips view={view} options={options} />
      </div>
    </div>
  );
}
