'use client';

import { useTranslations } from 'next-intl';
import { LostThread } from '@/components/marketing/lost-thread';
import { Button } from '@/components/ui/button';

/** Shown in place of a page that failed; what it was is in the server's log. */
export default function ErrorPage({ reset }: { error: Error; reset: () => void }) {
  const t = useTranslations('failure');
  return (
    <LostThread
      title={t('title')}
      body={t('body')}
      action={
        <Button variant="primary" onClick={reset}>
          {t('retry')}
        </Button>
      }
    />
  );
}
