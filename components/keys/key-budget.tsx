'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { BudgetAmounts } from '@/components/budgets/budget-amounts';
import { BudgetBar } from '@/components/budgets/budget-bar';
import { type Budget, spendingOf, standingOf } from '@/components/budgets/standing';
import { useTenant } from '@/components/shell/session';

type KeyBudgetProps = {
  apiKey: { id: string; name: string };
  /** The tightest of each key that has one; undefined while they are on their way. */
  budgets: ReadonlyMap<string, Budget> | undefined;
};

/** What is used of a key's tightest budget; leads to the budgets of keys. */
export function KeyBudget({ apiKey, budgets }: KeyBudgetProps) {
  const t = useTranslations('keys');
  const tenant = useTenant();
  const budget = budgets?.get(apiKey.id);
  const standing = budget && standingOf(budget);
  if (!budget || !standing) return <span className="text-muted-foreground">–</span>;
  const spending = spendingOf(budget.usd, standing);
  return (
    <Link
      href={`/${tenant}/budgets?place=key`}
      aria-label={t('budgetOf', { name: apiKey.name })}
      className="finger-room relative block w-36 rounded-sm"
    >
      <BudgetBar spending={spending} thresholds={budget.thresholds} />
      <span className="mt-1 block truncate text-xs text-muted-foreground">
        <BudgetAmounts spending={spending} />
      </span>
    </Link>
  );
}
