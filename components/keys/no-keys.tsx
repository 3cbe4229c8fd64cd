'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { Outputs } from '@/components/api/trpc';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import type { KeyView } from './use-key-view';

type NoKeysProps = { view: KeyView; counts: Outputs['keys']['count'] | undefined; action: ReactNode };

/** Why the list is empty: there is no key, all have ended, or the filters leave none. */
export function NoKeys({ view, counts, action }: NoKeysProps) {
  const t = useTranslations('keys');
  const ended = counts?.ended ?? 0;
  if (!view.ended && !view.expiring && ended > 0) {
    return (
      <EmptyState
        title={t('allEnded', { count: ended })}
        description={t('allEndedDescription')}
        action={
          <Button onClick={() => view.change({ ended: true })}>{t('showEnded', { count: ended })}</Button>
        }
      />
    );
  }
  if (view.isFiltered) {
    return (
      <EmptyState
        title={t('nothingMatches')}
        description={t('nothingMatchesDescription')}
        action={<Button onClick={view.clear}>{t('clearFilters')}</Button>}
      />
    );
  }
  return <EmptyState title={t('empty')} description={t('emptyDescription')} action={action} />;
}
