'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useTRPC } from '@/components/api/trpc';
import { LogTable } from '@/components/logs/log-table';
import { useTenant } from '@/components/shell/session';

/** The latest requests of the tenant, whatever time the page above speaks of. */
export function RecentRequests() {
  const t = useTranslations('overview');
  const trpc = useTRPC();
  const tenant = useTenant();
  const logs = useQuery(trpc.logs.search.queryOptions({ tenant, limit: 6 }, { refetchInterval: 15_000 }));
  if (!logs.data || logs.data.items.length === 0) return null;
  return (
    <section aria-label={t('recent')} className="mt-4">
      <div className="mb-3 flex items-baseline justify-between gap-4">
        <h2 className="text-sm font-semibold tracking-tight">{t('recent')}</h2>
        <Link href={`/${tenant}/logs`} className="link-thread text-[13px]">
          {t('allLogs')}
        </Link>
      </div>
      <LogTable logs={logs.data.items} hrefOf={(log) => `/${tenant}/logs?request=${log.id}`} />
    </section>
  );
}
