'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { useTenant } from './session';

/** The way back to where the open tenant's pages begin. */
export function OverviewLink() {
  const t = useTranslations('notFound');
  return (
    <Button asChild variant="primary">
      <Link href={`/${useTenant()}/overview`}>{t('overview')}</Link>
    </Button>
  );
}
