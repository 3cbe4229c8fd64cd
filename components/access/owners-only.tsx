'use client';

import { useTranslations } from 'next-intl';
import { EmptyState } from '@/components/ui/empty-state';
import { OwnerList } from './owner-list';

/** In place of what a member's role does not reach. Nothing is broken, so nothing looks it. */
export function OwnersOnly({ className }: { className?: string }) {
  const t = useTranslations('access');
  return (
    <EmptyState
      title={t('ownersOnly')}
      description={t('ownersOnlyDescription')}
      action={<OwnerList />}
      className={className}
    />
  );
}
