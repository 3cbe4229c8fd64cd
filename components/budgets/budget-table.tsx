'use client';

import { ChartNoAxesColumn, Pencil, RotateCcw, ScrollText, Trash2 } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { formatNanoUsd } from '@/components/format/money';
import { RelativeTime } from '@/components/format/relative-time';
import { useTenant } from '@/components/shell/session';
import { Badge } from '@/components/ui/badge';
import { RowMenu } from '@/components/ui/row-menu';
import { rowTriggerClasses } from '@/components/ui/row-trigger';
import {
  Table,
  TableActionsCell,
  TableActionsHeader,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from '@/components/ui/table';
import { BudgetAmounts } from './budget-amounts';
import { BudgetBar } from './budget-bar';
import { budgetLinks } from './budget-links';
import { BudgetPlace, useBudgetName } from './budget-name';
import { type Budget, spendingOf, standingOf } from './standing';

export type BudgetAction = 'open' | 'edit' | 'reset' | 'delete';

type BudgetTableProps = {
  budgets: readonly Budget[];
  onAction: (action: BudgetAction, budget: Budget) => void;
};

export function BudgetTable({ budgets, onAction }: BudgetTableProps) {
  const t = useTranslations('budgets');
  return (
    <Table label={t('title')}>
      <TableHead>
        <TableRow>
          <TableHeader>{t('of')}</TableHeader>
          <TableHeader className="@max-2xl:hidden">{t('used')}</TableHeader>
          <TableHeader className="text-right">{t('left')}</TableHeader>
          <TableHeader className="@max-3xl:hidden">{t('resets')}</TableHeader>
          <TableActionsHeader />
        </TableRow>
      </TableHead>
      <TableBody>
        {budgets.map((budget) => (
          <BudgetRow key={budget.id} budget={budget} onAction={(action) => onAction(action, budget)} />
        ))}
      </TableBody>
    </Table>
  );
}

function BudgetRow({ budget, onAction }: { budget: Budget; onAction: (action: BudgetAction) => void }) {
  const t = useTranslations('budgets');
  const nameOf = useBudgetName();
  const name = nameOf(budget);
  const standing = standingOf(budget);
  const spending = standing && spendingOf(budget.usd, standing);
  const bar = spending ? (
    <div className="flex flex-col gap-1.5">
      <BudgetBar spending={spending} thresholds={budget.thresholds} />
      <p className="text-xs text-muted-foreground">
        <BudgetAmounts spending={spending} />
        {budget.endUsers && ` · ${t('highestEndUser')}`}
      </p>
    </div>
  ) : (
    <p className="text-xs text-muted-foreground">
      {t(budget.endUsers ? 'nothingSpent' : 'hidden', { amount: formatNanoUsd(amountOf(budget)) })}
    </p>
  );
  return (
    <TableRow className="relative hover:bg-muted/40">
      <TableCell fill>
        <button
          type="button"
          onClick={() => onAction('open')}
          className={`text-left font-medium wrap-anywhere ${rowTriggerClasses}`}
        >
          {name}
        </button>
        {!budget.hard && <Badge className="ml-2">{t('onlyCounts')}</Badge>}
        <p className="text-xs wrap-anywhere text-muted-foreground">
          <BudgetPlace budget={budget} />
        </p>
        <div className="mt-2 @2xl:hidden">{bar}</div>
      </TableCell>
      <TableCell className="min-w-56 @max-2xl:hidden">{bar}</TableCell>
      <TableCell className="tabular text-right whitespace-nowrap">
        {spending ? formatNanoUsd(spending.left) : '–'}
      </TableCell>
      <TableCell className="whitespace-nowrap text-muted-foreground @max-3xl:hidden">
        {budget.period.end ? <RelativeTime value={budget.period.end} /> : t('never')}
      </TableCell>
      <TableActionsCell className="relative z-1">
        <BudgetMenu budget={budget} name={name} onAction={onAction} />
      </TableActionsCell>
    </TableRow>
  );
}

function amountOf({ usd }: Budget): bigint {
  return spendingOf(usd, { spentUsd: '0.00', reservedUsd: '0.00', leftUsd: usd }).amount;
}

type BudgetMenuProps = { budget: Budget; name: string; onAction: (action: BudgetAction) => void };

function BudgetMenu({ budget, name, onAction }: BudgetMenuProps) {
  const t = useTranslations('budgets');
  const router = useRouter();
  const links = budgetLinks(useTenant(), budget);
  return (
    <RowMenu
      label={t('actionsFor', { name: `${name} ${t(`periods.${budget.per}`)}` })}
      actions={[
        { label: t('openUsage'), Icon: ChartNoAxesColumn, onSelect: () => router.push(links.usage) },
        { label: t('openLogs'), Icon: ScrollText, onSelect: () => router.push(links.logs) },
        ...(budget.changeable
          ? [
              { label: t('edit'), Icon: Pencil, onSelect: () => onAction('edit') },
              { label: t('reset'), Icon: RotateCcw, onSelect: () => onAction('reset') },
              { label: t('delete'), Icon: Trash2, danger: true, onSelect: () => onAction('delete') },
            ]
          : []),
      ]}
    />
  );
}
