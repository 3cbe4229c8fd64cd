'use client';

import { parseAsArrayOf, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import type { Inputs } from '@/components/api/trpc';

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const outcomes = ['all', 'success', 'failure'] as const;

const parsers = {
  /** A request id or the name of a model. */
  search: parseAsString.withDefault(''),
  outcome: parseAsStringLiteral(outcomes).withDefault('all'),
  key: parseAsString.withDefault(''),
  channel: parseAsString.withDefault(''),
  /** Cursors of the pages gone through to come here; the last is this page's. */
  pages: parseAsArrayOf(parseAsString).withDefault([]),
};

type Filter = { search: string; outcome: (typeof outcomes)[number]; key: string; channel: string };

/** Which logs are shown, kept in the address, so that a view can be sent to a colleague. */
export function useLogFilter(tenant: string) {
  const [{ pages, ...filter }, set] = useQueryStates(parsers);
  const search = filter.search.trim();
  const input: Inputs['logs']['search'] = {
    tenant,
    ...(search === '' ? {} : uuid.test(search) ? { requestId: search } : { model: search }),
    ...(filter.outcome === 'all' ? {} : { outcome: filter.outcome }),
    ...(uuid.test(filter.key) ? { apiKeyId: filter.key } : {}),
    ...(uuid.test(filter.channel) ? { channelId: filter.channel } : {}),
    cursor: pages.at(-1),
    limit: 50,
  };
  const isFiltered = search !== '' || filter.outcome !== 'all' || filter.key !== '' || filter.channel !== '';
  return {
    filter,
    input,
    isFiltered,
    hasNewer: pages.length > 0,
    /** Any change begins again at the newest request. */
    change: (part: Partial<Filter>) => void set({ ...part, pages: null }),
    clear: () => void set({ search: null, outcome: null, key: null, channel: null, pages: null }),
    older: (cursor: string) => void set({ pages: [...pages, cursor] }, { history: 'push', scroll: true }),
    newer: () =>
      void set({ pages: pages.length > 1 ? pages.slice(0, -1) : null }, { history: 'push', scroll: true }),
  };
}
