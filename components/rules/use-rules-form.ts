'use client';

import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTRPC } from '@/components/api/trpc';
import { useTenant } from '@/components/shell/session';
import { type Budget, type BudgetDraft, budgetDraftOf, toBudget } from './budget-draft';
import { type Limit, type LimitDraft, limitDraftOf, toLimit } from './limit-draft';

/** What rules are on; none of them is the workspace itself. */
export type RulePlace = { teamId?: string; apiKeyId?: string; channelId?: string };

type Drafts = { limits: readonly LimitDraft[]; budgets: readonly BudgetDraft[] };

const none: Drafts = { limits: [], budgets: [] };
const mostRows = 200;
const fresh = { staleTime: 0, gcTime: 0, refetchOnWindowFocus: false } as const;

/**
 * The limits and budgets of something, while they are filled in.
 * @param place Null: it is not made yet, and has none
 */
export function useRulesForm(place: RulePlace | null) {
  const trpc = useTRPC();
  const tenant = useTenant();
  const [changed, setChanged] = useState<Drafts>();
  const { teamId, apiKeyId, channelId } = place ?? {};
  const on = apiKeyId
    ? { apiKeyId }
    : teamId
      ? { teamId, place: 'team' as const }
      : { place: 'tenant' as const };
  const enabled = place !== null;
  const limits = useQuery(
    trpc.limits.list.queryOptions({ tenant, ...on, channelId, limit: mostRows }, { ...fresh, enabled }),
  );
  const budgets = useQuery(
    trpc.budgets.list.queryOptions(
      { tenant, ...on, sort: 'newest', limit: mostRows },
      { ...fresh, enabled: enabled && channelId === undefined },
    ),
  );
  const options = { meta: { showsError: true } };
  const setLimits = useMutation(trpc.limits.set.mutationOptions(options));
  const setBudgets = useMutation(trpc.budgets.set.mutationOptions(options));

  const here = (limits.data?.items ?? []).filter(
    ({ channel }) => channelId !== undefined || channel === null,
  );
  const there = channelId === undefined ? (budgets.data?.items ?? []) : [];
  const loaded =
    place === null ||
    (limits.isFetchedAfterMount && (channelId !== undefined || budgets.isFetchedAfterMount));
  const drafts = changed ?? (place === null ? none : loaded ? draftsOf(here, there) : undefined);

  /** Of a thing that was just made, `of` says which it is. */
  async function save(of: RulePlace | null = place): Promise<void> {
    if (!changed || !of) return;
    await setLimits.mutateAsync({ tenant, ...of, limits: changed.limits.map(toLimit) });
    if (of.channelId === undefined) {
      const { teamId, apiKeyId } = of;
      await setBudgets.mutateAsync({ tenant, teamId, apiKeyId, budgets: changed.budgets.map(toBudget) });
    }
  }

  return {
    /** Undefined while they are on their way. */
    drafts,
    change: (changes: Partial<Drafts>) => drafts && setChanged({ ...drafts, ...changes }),
    isChanged: changed !== undefined,
    /** What the reader may not change. */
    fixed: {
      limits: here.filter(({ changeable }) => !changeable),
      budgets: there.filter(({ changeable }) => !changeable),
    },
    save,
    saving: setLimits.isPending || setBudgets.isPending,
    failure: [setLimits, setBudgets, limits, budgets].find(({ error }) => error)?.error?.message,
  };
}

export type RulesForm = ReturnType<typeof useRulesForm>;

function draftsOf(limits: readonly Limit[], budgets: readonly Budget[]): Drafts {
  // Newest first is how lists have them; forms grow at the end.
  return {
    limits: limits
      .filter(({ changeable }) => changeable)
      .map(limitDraftOf)
      .reverse(),
    budgets: budgets
      .filter(({ changeable }) => changeable)
      .map(budgetDraftOf)
      .reverse(),
  };
}
