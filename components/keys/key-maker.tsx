'use client';

import { useTranslations } from 'next-intl';
import type { ApiKey } from './api-key';

/** Who made a key; of people who have left it says so. */
export function KeyMaker({ maker }: Pick<ApiKey, 'maker'>) {
  const t = useTranslations('keys');
  if (maker === null) return <span className="text-muted-foreground">{t('makerUnknown')}</span>;
  if (maker.kind === 'configuration') return <>{t('makerConfiguration')}</>;
  return (
    <>
      {maker.name}
      {maker.left && <span className="text-muted-foreground"> {t('makerLeft')}</span>}
    </>
  );
}
