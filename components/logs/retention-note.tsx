'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTRPC } from '@/components/api/trpc';
import { useTenant } from '@/components/shell/session';

/** Under the oldest request: why there is none from before. */
export function RetentionNote() {
  const t = useTranslations('logs');
  const trpc = useTRPC();
  const tenant = useTenant();
  const { data } = useQuery(trpc.tenants.get.queryOptions({ tenant }));
  if (!data || data.retentionDays === null) return null;
  return <span>{t('keptFor', { days: data.retentionDays })}</span>;
}
