'use client';

import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import type { Model } from './model';

type Price = NonNullable<Model['channels'][number]['price']>;

/** What is special about a price: that it is the tenant's own, or that long requests cost otherwise. */
export function PriceBadges({ price }: { price: Price }) {
  const t = useTranslations('models');
  return (
    <>
      {price.version.startsWith('override:') && <Badge tone="thread">{t('own')}</Badge>}
      {price.tiered && <Badge title={t('tieredHint')}>{t('tiered')}</Badge>}
    </>
  );
}
