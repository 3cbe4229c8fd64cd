'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type Outputs, useTRPC } from '@/components/api/trpc';
import type { Budget } from '@/components/budgets/standing';
import { useTenant } from '@/components/shell/session';

/** As many as go into an address; tRPC takes 4,000 characters. */
const mostKeys = 60;

/** By key, the budget of which most is spent; undefined while they are on their way. The list does not wait for them. */
export function useKeyBudgets(keys: readonly { id: string }[]): ReadonlyMap<string, Budget> | undefined {
  const trpc = useTRPC();
  const tenant = useTenant();
  const apiKeyId = keys.slice(0, mostKeys).map(({ id }) => id);
  const { data } = useQuery(
    trpc.budgets.list.queryOptions(
      { tenant, apiKeyId, limit: 200 },
      {
        enabled: apiKeyId.length > 0,
        staleTime: 15_000,
        placeholderData: keepPreviousData,
        select: tightestByKey,
      },
    ),
  );
  return data;
}

function tightestByKey({ items }: Outputs['budgets']['list']): ReadonlyMap<string, Budget> {
  const tightest = new Map<string, Budget>();
  // They come with the nearest to its end first.
  for (const budget of items) {
    if (budget.key && !tightest.has(budget.key.id)) tightest.set(budget.key.id, budget);
  }
  return tightest;
}
