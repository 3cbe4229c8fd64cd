'use client';

import { ArrowDownRight, ArrowUpRight } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';

type StatisticProps = {
  label: string;
  value: string;
  note?: string;
  /** With `before`, the value of the equally long time just before: shows by how much it changed. */
  now?: number;
  before?: number;
};

export function Statistic({ label, value, note, now, before }: StatisticProps) {
  return (
    <div className="min-w-0 bg-surface px-4 py-4 sm:px-5">
      <dt className="text-[13px] text-muted-foreground">{label}</dt>
      <dd className="mt-1">
        <span className="tabular block truncate text-2xl font-semibold tracking-[-0.03em]">{value}</span>
        <span className="mt-1 flex min-h-4 flex-wrap items-center gap-x-2 text-xs text-muted-foreground">
          {now !== undefined && before !== undefined && <Change now={now} before={before} />}
          {note}
        </span>
      </dd>
    </div>
  );
}

function Change({ now, before }: { now: number; before: number }) {
  const t = useTranslations('overview');
  const format = useFormatter();
  if (before === 0 || now === before) return null;
  const Icon = now > before ? ArrowUpRight : ArrowDownRight;
  const change = format.number((now - before) / before, {
    style: 'percent',
    maximumFractionDigits: 0,
    signDisplay: 'exceptZero',
  });
  return (
    <span className="inline-flex items-center gap-0.5 font-medium text-foreground" title={t('comparedTo')}>
      <Icon aria-hidden="true" className="size-3.5 text-thread" />
      {change}
      <span className="sr-only"> {t('comparedTo')}</span>
    </span>
  );
}
