'use client';

import { useTranslations } from 'next-intl';
import { formatNanoUsd } from '@/components/format/money';
import { cn } from '@/components/ui/class-names';
import type { Spending } from './standing';

type BudgetBarProps = {
  spending: Spending;
  /** Percentages, as ticks. */
  thresholds?: readonly number[];
  className?: string;
};

/** What was spent of an amount, what is reserved, and what is left. */
export function BudgetBar({ spending, thresholds = [], className }: BudgetBarProps) {
  const t = useTranslations('budgets');
  const { spent, reserved, left, amount, spentShare, reservedShare } = spending;
  const filled = Math.min(1, spentShare);
  const tone = spentShare >= 1 ? 'bg-danger' : spentShare >= 0.8 ? 'bg-warning' : 'bg-thread';
  return (
    <div
      role="img"
      aria-label={t('barLabel', {
        spent: formatNanoUsd(spent),
        amount: formatNanoUsd(amount),
        reserved: formatNanoUsd(reserved),
        left: formatNanoUsd(left),
      })}
      className={cn('relative h-2 w-full overflow-hidden rounded-full bg-border', className)}
    >
      <span className={cn('absolute inset-y-0 left-0', tone)} style={{ width: `${filled * 100}%` }} />
      <span
        className={cn('absolute inset-y-0 opacity-45', tone)}
        style={{ left: `${filled * 100}%`, width: `${Math.min(1 - filled, reservedShare) * 100}%` }}
      />
      {thresholds
        .filter((percent) => percent < 100)
        .map((percent) => (
          <span
            key={percent}
            className="absolute inset-y-0 w-0.5 -translate-x-1/2 bg-surface"
            style={{ left: `${percent}%` }}
          />
        ))}
    </div>
  );
}
