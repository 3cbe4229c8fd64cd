'use client';

import { ArrowDownRight, ArrowUpRight, Minus } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import { relativeChange } from './relative-change';

type ChangeProps = {
  now: number | null;
  /** The same of the equally long time just before. */
  before: number | null;
  /** `before` for people. */
  beforeText: string;
};

/** By how much a figure changed since the period before. More is not better, nor worse: no colour says so. */
export function Change({ now, before, beforeText }: ChangeProps) {
  const t = useTranslations('charts');
  const format = useFormatter();
  const change = relativeChange(now, before);
  if (!change) return null;
  if (change.kind === 'fromNothing') {
    return <span title={t('before', { value: beforeText })}>{t('fromNothing')}</span>;
  }
  const { share } = change;
  const Icon = share > 0 ? ArrowUpRight : share < 0 ? ArrowDownRight : Minus;
  const percent = format.number(share, {
    style: 'percent',
    maximumFractionDigits: Math.abs(share) < 0.1 ? 1 : 0,
    signDisplay: 'exceptZero',
  });
  return (
    <span
      className="inline-flex items-center gap-0.5 font-medium whitespace-nowrap text-foreground"
      title={t('before', { value: beforeText })}
    >
      <Icon aria-hidden="true" className="size-3.5 text-thread" />
      {percent}
      <span className="sr-only"> {t('comparedTo', { value: beforeText })}</span>
    </span>
  );
}
