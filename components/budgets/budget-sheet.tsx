'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ChartNoAxesColumn, ScrollText } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { QueryView } from '@/components/api/query-view';
import { type Outputs, useTRPC } from '@/components/api/trpc';
import { formatNanoUsd, nanoUsdToNumber } from '@/components/format/money';
import { Time } from '@/components/format/time';
import { nanoUsdOf } from '@/components/rules/nano-usd-of';
import { useBudgetSentence } from '@/components/rules/use-budget-sentence';
import { useTenant } from '@/components/shell/session';
import { Button } from '@/components/ui/button';
import { DetailSection, Fact, Facts } from '@/components/ui/facts';
import { Sheet, SheetContent } from '@/components/ui/sheet';
import { SkeletonRows } from '@/components/ui/skeleton';
import { BudgetAmounts } from './budget-amounts';
import { BudgetBar } from './budget-bar';
import { BudgetEvents } from './budget-events';
import { budgetLinks } from './budget-links';
import { BudgetPlace, useBudgetName } from './budget-name';
import { type Budget, countsSince, forecast, spendingOf } from './standing';

type Details = Outputs['budgets']['get'];

/** All about one budget: how it stands and where it leads, who spent it, what it came to before, what it told. */
export function BudgetSheet({ budget, onClose }: { budget: Budget | undefined; onClose: () => void }) {
  const trpc = useTRPC();
  const tenant = useTenant();
  const nameOf = useBudgetName();
  const details = useQuery(
    trpc.budgets.get.queryOptions(
      { tenant, id: budget?.id ?? '' },
      { enabled: budget !== undefined, placeholderData: keepPreviousData },
    ),
  );
  return (
    <Sheet open={budget !== undefined} onOpenChange={(open) => !open && onClose()}>
      {budget && (
        <SheetContent title={nameOf(budget)} description={<BudgetPlace budget={budget} />}>
          <QueryView query={details} skeleton={<SkeletonRows rows={4} />}>
            {(data) => <BudgetDetails budget={data} />}
          </QueryView>
        </SheetContent>
      )}
    </Sheet>
  );
}

function BudgetDetails({ budget }: { budget: Details }) {
  const t = useTranslations('budgets');
  const sentence = useBudgetSentence();
  const links = budgetLinks(useTenant(), budget);
  const spending = budget.standing && spendingOf(budget.usd, budget.standing);
  const expected = spending && forecast(budget, spending.spent, Date.now());
  return (
    <div className="flex flex-col gap-6">
      <p className="text-sm leading-relaxed text-muted-foreground">
        {sentence(budget)} {budget.configured && t('configured')}
      </p>
      {spending && (
        <div className="flex flex-col gap-2">
          <BudgetBar spending={spending} thresholds={budget.thresholds} className="h-3" />
          <p className="text-[13px] text-muted-foreground">
            <BudgetAmounts spending={spending} />
          </p>
        </div>
      )}
      <Facts>
        {spending && <Fact label={t('left')}>{formatNanoUsd(spending.left)}</Fact>}
        {expected !== null && <Fact label={t('forecast')}>{formatNanoUsd(expected)}</Fact>}
        <Fact label={t('since')}>
          <Time value={new Date(countsSince(budget))} />
        </Fact>
        <Fact label={t('resets')}>{budget.period.end ? <Time value={budget.period.end} /> : t('never')}</Fact>
        {budget.per !== 'total' && <Fact label={t('timeZone')}>{budget.timeZone}</Fact>}
        {budget.thresholds.length > 0 && (
          <Fact label={t('thresholds')}>{budget.thresholds.map((percent) => `${percent} %`).join(', ')}</Fact>
        )}
      </Facts>
      <div className="flex flex-wrap gap-2">
        <Button size="small" asChild>
          <Link href={links.usage}>
            <ChartNoAxesColumn aria-hidden="true" />
            {t('openUsage')}
          </Link>
        </Button>
        <Button size="small" asChild>
          <Link href={links.logs}>
            <ScrollText aria-hidden="true" />
            {t('openLogs')}
          </Link>
        </Button>
      </div>
      {budget.endUsers && <EndUsers budget={budget} />}
      {budget.history.length > 0 && <History budget={budget} />}
      <DetailSection title={t('events')} description={t('eventsDescription')}>
        <BudgetEvents budgetId={budget.id} />
      </DetailSection>
    </div>
  );
}

function EndUsers({ budget }: { budget: Details }) {
  const t = useTranslations('budgets');
  const rows = budget.endUsers ?? [];
  return (
    <DetailSection title={t('endUsers')} description={t('endUsersDescription')}>
      {rows.length === 0 ? (
        <p className="text-[13px] text-muted-foreground">{t('nobodyYet')}</p>
      ) : (
        <ul className="flex flex-col gap-3">
          {rows.map((row) => {
            const spending = spendingOf(budget.usd, row);
            return (
              <li key={row.endUser ?? ''} className="text-[13px]">
                <div className="mb-1 flex flex-wrap justify-between gap-x-3">
                  <span className="min-w-0 font-mono text-xs wrap-anywhere">
                    {row.endUser ?? t('noEndUser')}
                  </span>
                  <span className="text-xs text-muted-foreground">
                    <BudgetAmounts spending={spending} />
                  </span>
                </div>
                <BudgetBar spending={spending} />
              </li>
            );
          })}
        </ul>
      )}
    </DetailSection>
  );
}

function History({ budget }: { budget: Details }) {
  const t = useTranslations('budgets');
  const spent = budget.history.map(({ spentUsd }) => nanoUsdToNumber(nanoUsdOf(spentUsd)));
  const most = Math.max(...spent, 1e-9);
  return (
    <DetailSection title={t('history')} description={t('historyDescription')}>
      <ul className="flex flex-col gap-2">
        {budget.history.map(({ start, spentUsd }, index) => (
          <li key={start ?? ''} className="grid grid-cols-[8rem_1fr_6rem] items-center gap-3 text-[13px]">
            <span className="text-muted-foreground">
              <Time value={start ?? budget.createdAt} to="date" />
            </span>
            <span className="h-2 overflow-hidden rounded-full bg-border" aria-hidden="true">
              <span
                className="block h-full bg-thread"
                style={{ width: `${(Math.max(0, spent[index] ?? 0) / most) * 100}%` }}
              />
            </span>
            <span className="tabular text-right">{formatNanoUsd(nanoUsdOf(spentUsd))}</span>
          </li>
        ))}
      </ul>
    </DetailSection>
  );
}
