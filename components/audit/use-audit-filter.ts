'use client';

import { parseAsArrayOf, parseAsString, useQueryStates } from 'nuqs';
import { useTimeRange } from '@/components/filters/use-time-range';
import { useDebounced } from '@/components/ui/use-debounced';
import { operationsOf } from './known-operations';

const parsers = {
  search: parseAsString.withDefault(''),
  person: parseAsArrayOf(parseAsString).withDefault([]),
  verb: parseAsArrayOf(parseAsString).withDefault([]),
  noun: parseAsArrayOf(parseAsString).withDefault([]),
};

/** What the log is narrowed to. It stands in the address, beside the range of time. */
export function useAuditFilter() {
  const [chosen, set] = useQueryStates(parsers);
  const range = useTimeRange(null);
  const search = useDebounced(chosen.search.trim());
  const operation = operationsOf(chosen.verb, chosen.noun);
  const { person } = chosen;
  return {
    chosen,
    change: (part: Partial<typeof chosen>) => void set(part),
    range,
    clear: () => {
      void set(null);
      range.clear();
    },
    isNarrowed: search !== '' || person.length > 0 || operation !== undefined || range.bounds !== null,
    /** Verb and noun do not go together: there is nothing to ask for. */
    isImpossible: operation?.length === 0,
    /** As the operations take it. */
    input: {
      ...(search === '' ? {} : { search: search.slice(0, 100) }),
      ...(person.length === 0 ? {} : { actor: person.slice(0, 100) }),
      ...(operation === undefined || operation.length === 0 ? {} : { operation }),
      ...range.bounds,
    },
  };
}

export type AuditFilterState = ReturnType<typeof useAuditFilter>;
