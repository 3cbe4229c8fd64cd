'use client';

import { useQueryStates } from 'nuqs';
import { useMemo } from 'react';
import { useTimeRange } from '@/components/filters/use-time-range';
import { useTenant } from '@/components/shell/session';
import { type LogInput, readLogInput } from './log-input';
import { listFilters, logParsers, numberFilters, type SortColumn } from './log-parsers';
import type { LogsAddress } from './logs-href';

/** What a filter is set to; null: to nothing. */
export type LogFilterChange = { [Name in keyof LogsAddress]?: LogsAddress[Name] | null };

export type LogFilterState = ReturnType<typeof useLogFilter>;

/** Which logs are shown, kept in the address, so that a view can be sent to a colleague. */
export function useLogFilter() {
  const tenant = useTenant();
  const range = useTimeRange(null);
  const [address, set] = useQueryStates(logParsers);
  const from = range.bounds?.from;
  // A range that ends now goes on with the time.
  const to = range.free?.to;
  const input = useMemo<LogInput>(
    () => readLogInput(tenant, address, { from, to }),
    [tenant, address, from, to],
  );
  const isFiltered =
    range.bounds !== null ||
    address.search !== '' ||
    address.outcome !== null ||
    address.stream !== null ||
    listFilters.some((name) => address[name].length > 0) ||
    numberFilters.some((name) => address[`${name}.min`] !== null || address[`${name}.max`] !== null);

  return {
    address,
    range,
    input,
    isFiltered,
    change: (part: LogFilterChange) => void set(part),
    /** Goes around: most first, least first, by time. */
    sortBy: (column: SortColumn) => {
      if (column === 'time') void set({ sort: null, order: null });
      else if (address.sort !== column) void set({ sort: column, order: null });
      else if (address.order === 'desc') void set({ order: 'asc' });
      else void set({ sort: null, order: null });
    },
    /** Everything but the order. */
    clear: () => {
      const { sort: _, order: __, ...filters } = logParsers;
      void set(Object.fromEntries(Object.keys(filters).map((name) => [name, null])));
      range.clear();
    },
  };
}
