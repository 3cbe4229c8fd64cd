'use client';

import { useTranslations } from 'next-intl';
import { formatNanoUsd } from '@/components/format/money';
import { nanoUsdOf } from './nano-usd-of';

type Told = {
  usd: string;
  per: string;
  hard?: boolean | undefined;
  caps?: boolean | undefined;
  perEndUser?: boolean | undefined;
  models?: readonly string[] | undefined;
};

/** Says what a budget does. */
export function useBudgetSentence() {
  const t = useTranslations('rules');
  return ({ usd, per, hard = true, caps = false, perEndUser = false, models = [] }: Told): string =>
    t('budgetSentence', {
      usd: formatNanoUsd(nanoUsdOf(usd)),
      per,
      effect: hard ? (caps ? 'shorten' : 'refuse') : 'count',
      each: perEndUser ? 'yes' : 'no',
      models: models.length === 0 ? 'none' : models.join(', '),
    });
}
