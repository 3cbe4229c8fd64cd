'use client';

import { useTranslations } from 'next-intl';
import { EmptyState } from '@/components/ui/empty-state';

/** In place of a part of a page that the person's role does not reach: nothing is broken, and trying again is no use. */
export function NotForRole() {
  const t = useTranslations('access');
  return <EmptyState title={t('notForRole')} description={t('notForRoleDescription')} className="py-10" />;
}
