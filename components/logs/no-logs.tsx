'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useTenant } from '@/components/shell/session';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';

/** There is nothing to list: at all, or with these filters. */
export function NoLogs({ isFiltered, onClear }: { isFiltered: boolean; onClear: () => void }) {
  const t = useTranslations('logs');
  const tenant = useTenant();
  return isFiltered ? (
    <EmptyState
      title={t('nothingMatches')}
      description={t('nothingMatchesDescription')}
      action={<Button onClick={onClear}>{t('clearFilters')}</Button>}
    />
  ) : (
    <EmptyState
      title={t('empty')}
      description={t('emptyDescription')}
      action={
        <Button asChild variant="primary">
          <Link href={`/${tenant}/playground`}>{t('openPlayground')}</Link>
        </Button>
      }
    />
  );
}
