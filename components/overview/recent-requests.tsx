'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type Log, LogTable } from '@/components/logs/log-table';
import { useTenant } from '@/components/shell/session';

/** The latest requests of the tenant, whatever time the page above speaks of. */
export function RecentRequests({ logs }: { logs: readonly Log[] }) {
  const t = useTranslations('overview');
  const tenant = useTenant();
  return (
    <section aria-label={t('recent')} className="mt-4">
      <div className="mb-3 flex items-baseline justify-between gap-4">
        <h2 className="text-sm font-semibold tracking-tight">{t('recent')}</h2>
        <Link href={`/${tenant}/logs`} className="finger-room link-thread relative text-[13px]">
          {t('allLogs')}
        </Link>
      </div>
      <LogTable logs={logs} hrefOf={(log) => `/${tenant}/logs?request=${log.id}`} />
    </section>
  );
}
