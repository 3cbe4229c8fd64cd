'use client';

import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { QueryView } from '@/components/api/query-view';
import { useTRPC, useTRPCClient } from '@/components/api/trpc';
import { Time } from '@/components/format/time';
import { useTenant } from '@/components/shell/session';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/class-names';
import { EmptyState } from '@/components/ui/empty-state';
import { SectionHeader } from '@/components/ui/section-header';
import { SkeletonRows } from '@/components/ui/skeleton';
import { AuditFilters } from './audit-filters';
import { AuditList } from './audit-list';
import { useAuditFilter } from './use-audit-filter';

export function AuditSection() {
  const t = useTranslations('audit');
  const trpc = useTRPC();
  const client = useTRPCClient();
  const tenant = useTenant();
  const filter = useAuditFilter();
  const events = useInfiniteQuery({
    queryKey: [...trpc.audit.list.queryKey({ tenant, ...filter.input }), 'pages'],
    queryFn: ({ pageParam, signal }) =>
      client.audit.list.query({ tenant, ...filter.input, limit: 50, cursor: pageParam }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
    enabled: !filter.isImpossible,
  });
  const nothing = (
    <EmptyState
      title={t(filter.isNarrowed ? 'nothing' : 'empty')}
      description={t(filter.isNarrowed ? 'nothingDescription' : 'emptyDescription')}
      action={filter.isNarrowed && <Button onClick={filter.clear}>{t('clear')}</Button>}
    />
  );
  return (
    <>
      <SectionHeader title={t('title')} description={t('description')} />
      <AuditFilters filter={filter} />
      {filter.isImpossible ? (
        nothing
      ) : (
        <QueryView query={events} skeleton={<SkeletonRows rows={8} />}>
          {({ pages }) => {
            const items = pages.flatMap((page) => page.items);
            const searchedTo = pages.at(-1)?.searchedTo;
            return (
              <div
                aria-busy={events.isPlaceholderData}
                className={cn('transition-opacity', events.isPlaceholderData && 'opacity-60')}
              >
                {items.length === 0 && !searchedTo ? nothing : <AuditList events={items} />}
                {events.hasNextPage && (
                  <div className="mt-5 flex flex-col items-center gap-2 text-[13px] text-muted-foreground">
                    {searchedTo && (
                      <p>{t.rich('searchedTo', { time: () => <Time value={searchedTo} to="minute" /> })}</p>
                    )}
                    <Button
                      size="small"
                      pending={events.isFetchingNextPage}
                      onClick={() => void events.fetchNextPage()}
                    >
                      {t(searchedTo ? 'further' : 'more')}
                    </Button>
                  </div>
                )}
              </div>
            );
          }}
        </QueryView>
      )}
    </>
  );
}
