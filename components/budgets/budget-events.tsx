'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { MoreButton } from '@/components/api/more-button';
import { QueryView } from '@/components/api/query-view';
import { useTRPC, useTRPCClient } from '@/components/api/trpc';
import { formatNanoUsd } from '@/components/format/money';
import { RelativeTime } from '@/components/format/relative-time';
import { nanoUsdOf } from '@/components/rules/nano-usd-of';
import { useTenant } from '@/components/shell/session';
import { Badge } from '@/components/ui/badge';
import { SkeletonRows } from '@/components/ui/skeleton';
import { useBudgetName } from './budget-name';

const pageSize = 20;

/** Thresholds that were crossed: of one budget, or of all. */
export function BudgetEvents({ budgetId }: { budgetId?: string }) {
  const t = useTranslations('budgets');
  const trpc = useTRPC();
  const client = useTRPCClient();
  const tenant = useTenant();
  const nameOf = useBudgetName();
  const input = { tenant, budgetId, limit: pageSize };
  const events = useInfiniteQuery({
    queryKey: [...trpc.budgets.events.queryKey(input), 'pages'],
    queryFn: ({ pageParam, signal }) =>
      client.budgets.events.query({ ...input, cursor: pageParam }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
  return (
    <QueryView query={events} skeleton={<SkeletonRows rows={2} />}>
      {({ pages }) => {
        const items = pages.flatMap((page) => page.items);
        if (items.length === 0) return <p className="text-[13px] text-muted-foreground">{t('noEvents')}</p>;
        return (
          <>
            <ul className="flex flex-col divide-y text-[13px]">
              {items.map((event) => (
                <li
                  key={`${event.createdAt} ${event.budget?.id} ${event.threshold} ${event.endUser}`}
                  className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2"
                >
                  <Badge tone={event.threshold >= 100 ? 'danger' : 'warning'}>{event.threshold} %</Badge>
                  <span className="min-w-0 flex-1 wrap-anywhere">
                    {budgetId === undefined && (
                      <span className="font-medium">
                        {event.budget ? nameOf(event.budget) : t('deletedBudget')}{' '}
                      </span>
                    )}
                    {event.endUser !== null && <span className="font-mono text-xs">{event.endUser} </span>}
                    <span className="text-muted-foreground">
                      {t('eventSpent', { spent: formatNanoUsd(nanoUsdOf(event.spentUsd)) })}
                    </span>
                  </span>
                  <RelativeTime value={event.createdAt} className="text-xs text-muted-foreground" />
                </li>
              ))}
            </ul>
            <MoreButton query={events} />
          </>
        );
      }}
    </QueryView>
  );
}
