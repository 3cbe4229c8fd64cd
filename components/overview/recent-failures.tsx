'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { QueryView } from '@/components/api/query-view';
import { useTRPC } from '@/components/api/trpc';
import type { TimeBounds } from '@/components/filters/time-range';
import { logsHref } from '@/components/logs/logs-href';
import { useTenant } from '@/components/shell/session';
import { SkeletonRows } from '@/components/ui/skeleton';
import { OverviewNothing, OverviewSection } from './overview-section';
import { RequestList } from './request-list';

const mostFailures = 5;

/** The latest failures of the range. */
export function RecentFailures({ bounds }: { bounds: TimeBounds }) {
  const t = useTranslations('overview');
  const trpc = useTRPC();
  const tenant = useTenant();
  const failures = useQuery(
    trpc.logs.search.queryOptions(
      { tenant, ...bounds, outcome: 'failure', limit: mostFailures },
      { placeholderData: keepPreviousData },
    ),
  );
  const href = logsHref(tenant, {
    outcome: 'failure',
    from: new Date(bounds.from),
    to: new Date(bounds.to),
  });
  return (
    <OverviewSection title={t('recentFailures')} link={{ href, label: t('allFailures') }}>
      <QueryView query={failures} skeleton={<SkeletonRows rows={mostFailures} />}>
        {({ items }) =>
          items.length === 0 ? (
            <OverviewNothing>{t('noFailures')}</OverviewNothing>
          ) : (
            <RequestList failures label={t('recentFailures')} requests={items} />
          )
        }
      </QueryView>
    </OverviewSection>
  );
}
