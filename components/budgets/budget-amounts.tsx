'use client';

import { useTranslations } from 'next-intl';
import { formatNanoUsd } from '@/components/format/money';
import type { Spending } from './standing';

/** "$3.20 of $5.00 · $0.50 reserved". */
export function BudgetAmounts({ spending }: { spending: Spending }) {
  const t = useTranslations('budgets');
  const { spent, amount, reserved } = spending;
  return (
    <span className="tabular">
      {t.rich('spentOf', {
        spent: formatNanoUsd(spent),
        amount: formatNanoUsd(amount),
        strong: (text) => <span className="font-medium text-foreground">{text}</span>,
      })}
      {reserved > 0n && ` · ${t('reserved', { reserved: formatNanoUsd(reserved) })}`}
    </span>
  );
}
