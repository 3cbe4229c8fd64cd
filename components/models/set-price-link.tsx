'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useMay, useTenant } from '@/components/shell/session';
import { priceHref } from './price-href';

type SetPriceLinkProps = {
  /** The provider's name of it. */
  model: string;
  provider: string | undefined;
};

/** That no price is known, and for those who may set one the way there. */
export function SetPriceLink({ model, provider }: SetPriceLinkProps) {
  const t = useTranslations('models');
  const tenant = useTenant();
  const mayWrite = useMay('prices:write');
  if (!mayWrite) return <span className="text-[13px] text-muted-foreground">{t('unpricedShort')}</span>;
  return (
    <Link
      href={priceHref(tenant, { model, provider })}
      title={t('unpriced')}
      className="link-thread text-[13px] pointer-coarse:inline-flex pointer-coarse:min-h-10 pointer-coarse:items-center"
    >
      {t('setPriceFor')}
    </Link>
  );
}
