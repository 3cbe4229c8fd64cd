'use client';

import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { type Inputs, useTRPC, useTRPCClient } from '@/components/api/trpc';
import { useTenant } from '@/components/shell/session';

const pageSize = 50;
/** Money goes on being spent while somebody looks. */
const refetchMs = 15_000;

/** Budgets, those nearest to their end first, a page at a time. */
export function useBudgetPages(input: Omit<Inputs['budgets']['list'], 'tenant' | 'cursor' | 'limit'>) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const tenant = useTenant();
  return useInfiniteQuery({
    queryKey: [...trpc.budgets.list.queryKey({ tenant, ...input }), 'pages'],
    queryFn: ({ pageParam, signal }) =>
      client.budgets.list.query({ tenant, ...input, limit: pageSize, cursor: pageParam }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
    refetchInterval: refetchMs,
  });
}
