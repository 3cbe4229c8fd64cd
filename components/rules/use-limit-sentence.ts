'use client';

import { useTranslations } from 'next-intl';
import type { WantedLimit } from './limit-draft';

/** Says what a limit does. */
export function useLimitSentence() {
  const t = useTranslations('rules');
  return ({ amount, meter, per, algorithm, models = [] }: WantedLimit): string =>
    t('limitSentence', {
      amount,
      meter,
      per: per ?? 'none',
      algorithm: algorithm ?? 'window',
      models: models.length === 0 ? 'none' : models.join(', '),
    });
}
