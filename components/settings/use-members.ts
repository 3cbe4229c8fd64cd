'use client';

import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { type Inputs, useTRPC, useTRPCClient } from '@/components/api/trpc';
import { useTenant } from '@/components/shell/session';

const pageSize = 50;

/** The people of the tenant by name, a page at a time. */
export function useMembers(filter: Pick<Inputs['members']['list'], 'search' | 'withoutTeam'>) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const tenant = useTenant();
  return useInfiniteQuery({
    queryKey: [...trpc.members.list.queryKey({ tenant, ...filter }), 'pages'],
    queryFn: ({ pageParam, signal }) =>
      client.members.list.query({ tenant, ...filter, limit: pageSize, cursor: pageParam }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });
}
