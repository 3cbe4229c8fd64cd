'use client';

import { parseAsArrayOf, parseAsBoolean, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useDebounced } from '@/components/ui/use-debounced';
import { type FigureSort, figureSorts } from './sort-keys';

const listSorts = ['created', 'name', 'expires'] as const;
type ListSort = (typeof listSorts)[number];
type KeySort = ListSort | FigureSort;

/** A secret's first characters are all that is known of it: the rest of a pasted one stays in the browser. */
const prefixLength = 12;

/** Which keys are shown and in which order, as the address has it. */
export function useKeyView() {
  const [view, setView] = useQueryStates({
    search: parseAsString.withDefault(''),
    team: parseAsArrayOf(parseAsString).withDefault([]),
    /** Ended ones too. */
    ended: parseAsBoolean.withDefault(false),
    /** Only those that end within a week. */
    expiring: parseAsBoolean.withDefault(false),
    sort: parseAsStringLiteral([...listSorts, ...figureSorts]).withDefault('created'),
    order: parseAsStringLiteral(['descending', 'ascending'] as const).withDefault('descending'),
  });
  const text = view.search.trim();
  const search = useDebounced(text.startsWith('hdl_') ? text.slice(0, prefixLength) : text);
  const filter = {
    ...(search === '' ? {} : { search }),
    ...(view.team.length === 0 ? {} : { teamId: view.team }),
  };
  const state = view.expiring ? ('expiring' as const) : view.ended ? undefined : ('working' as const);
  const figureSort = figureSorts.find((sort) => sort === view.sort);
  const listSort = listSorts.find((sort) => sort === view.sort);
  return {
    ...view,
    /** What the keys are sorted by here, once the figures are. */
    figureSort,
    /** Which keys, whatever their state. */
    filter,
    input: { ...filter, state, ...(listSort && { sort: listSort, direction: view.order }) },
    isFiltered: search !== '' || view.team.length > 0 || view.expiring,
    change: (changes: Partial<typeof view>) => void setView(changes),
    clear: () => void setView({ search: null, team: null, expiring: null }),
    sorted: (sort: KeySort) => (view.sort === sort ? view.order : undefined),
    /** Sorts by a column, or turns the order around where that is how it is sorted. */
    sortBy: (sort: KeySort) => {
      const first = sort === 'name' || sort === 'expires' ? 'ascending' : 'descending';
      const order = view.sort === sort ? (view.order === 'ascending' ? 'descending' : 'ascending') : first;
      void setView({ sort, order });
    },
  };
}

export type KeyView = ReturnType<typeof useKeyView>;
