'use client';

import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { type Inputs, useTRPC, useTRPCClient } from '@/components/api/trpc';
import { useTenant } from '@/components/shell/session';

const pageSize = 200;

/** Keys, a page at a time. */
export function useKeyPages(input: Omit<Inputs['keys']['list'], 'tenant' | 'cursor' | 'limit'>) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const tenant = useTenant();
  return useInfiniteQuery({
    queryKey: [...trpc.keys.list.queryKey({ tenant, ...input }), 'pages'],
    queryFn: ({ pageParam, signal }) =>
      client.keys.list.query({ tenant, ...input, limit: pageSize, cursor: pageParam }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });
}
