'use client';

import { useTranslations } from 'next-intl';
import { logsHref } from '@/components/logs/logs-href';
import { useTenant } from '@/components/shell/session';
import { OverviewSection } from './overview-section';
import { RequestList, type RequestSummary } from './request-list';

/** The latest requests of the tenant, whatever time the page above speaks of. */
export function RecentRequests({ requests }: { requests: readonly RequestSummary[] }) {
  const t = useTranslations('overview');
  const tenant = useTenant();
  return (
    <OverviewSection title={t('recent')} link={{ href: logsHref(tenant), label: t('allLogs') }}>
      <RequestList label={t('recent')} requests={requests} />
    </OverviewSection>
  );
}
