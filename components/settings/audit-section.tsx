'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { QueryView } from '@/components/api/query-view';
import { useTRPC, useTRPCClient } from '@/components/api/trpc';
import { useTenant } from '@/components/shell/session';
import { Button } from '@/components/ui/button';
import { SectionHeader } from '@/components/ui/section-header';
import { SkeletonRows } from '@/components/ui/skeleton';
import { AuditTable } from './audit-table';

export function AuditSection() {
  const t = useTranslations('settings.audit');
  const trpc = useTRPC();
  const client = useTRPCClient();
  const tenant = useTenant();
  const events = useInfiniteQuery({
    queryKey: [...trpc.audit.list.queryKey({ tenant }), 'pages'],
    queryFn: ({ pageParam, signal }) =>
      client.audit.list.query({ tenant, limit: 50, cursor: pageParam }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
  return (
    <>
      <SectionHeader title={t('title')} description={t('description')} />
      <QueryView query={events} skeleton={<SkeletonRows rows={8} />}>
        {({ pages }) => (
          <>
            <AuditTable events={pages.flatMap((page) => page.items)} />
            {events.hasNextPage && (
              <div className="mt-4 flex justify-center">
                <Button
                  size="small"
                  pending={events.isFetchingNextPage}
                  onClick={() => void events.fetchNextPage()}
                >
                  {t('more')}
                </Button>
              </div>
            )}
          </>
        )}
      </QueryView>
    </>
  );
}
