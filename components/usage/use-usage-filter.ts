'use client';

import { useQueryStates } from 'nuqs';
import { useMemo } from 'react';
import { isFiltered, toUsageInput, type UsageFilter, usageFilterParsers } from './usage-filter';

/** Which usage is counted, kept in the address, so that a view can be sent to a colleague. */
export function useUsageFilter() {
  const [filter, set] = useQueryStates(usageFilterParsers);
  const input = useMemo(() => toUsageInput(filter), [filter]);
  return {
    filter,
    /** For operations. */
    input,
    isFiltered: isFiltered(filter),
    change: (part: Partial<UsageFilter>) => void set(part),
    clear: () => void set(null),
  };
}
