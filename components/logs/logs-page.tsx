'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ChevronLeft, ChevronRight, RotateCw } from 'lucide-react';
import Link from 'next/link';
import { useSearchParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { parseAsString, useQueryState } from 'nuqs';
import { QueryView } from '@/components/api/query-view';
import { useTRPC } from '@/components/api/trpc';
import { useTenant } from '@/components/shell/session';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { SkeletonRows } from '@/components/ui/skeleton';
import { LogFilters } from './log-filters';
import { LogSheet } from './log-sheet';
import { LogTable } from './log-table';
import { useLogFilter } from './use-log-filter';

export function LogsPage() {
  const t = useTranslations('logs');
  const common = useTranslations('common');
  const trpc = useTRPC();
  const tenant = useTenant();
  const address = useSearchParams();
  const [requestId, setRequestId] = useQueryState('request', parseAsString);
  const view = useLogFilter(tenant);
  const logs = useQuery(trpc.logs.search.queryOptions(view.input, { placeholderData: keepPreviousData }));

  function hrefOf(id: string): string {
    const query = new URLSearchParams(address);
    query.set('request', id);
    return `?${query}`;
  }

  return (
    <>
      <PageHeader title={t('title')} description={t('description')} />
      <LogFilters view={view}>
        <Button
          size="icon"
          aria-label={t('refresh')}
          pending={logs.isRefetching}
          onClick={() => void logs.refetch()}
        >
          {!logs.isRefetching && <RotateCw aria-hidden="true" />}
        </Button>
      </LogFilters>
      <QueryView query={logs} skeleton={<SkeletonRows rows={10} />}>
        {({ items, nextCursor }) =>
          items.length === 0 ? (
            <EmptyState
              title={view.isFiltered ? t('nothingMatches') : t('empty')}
              description={view.isFiltered ? t('nothingMatchesDescription') : t('emptyDescription')}
              action={
                view.isFiltered ? (
                  <Button onClick={view.clear}>{t('clearFilters')}</Button>
                ) : (
                  <Button asChild variant="primary">
                    <Link href={`/${tenant}/playground`}>{t('openPlayground')}</Link>
                  </Button>
                )
              }
            />
          ) : (
            <>
              <LogTable logs={items} hrefOf={(log) => hrefOf(log.id)} />
              <nav aria-label={t('pages')} className="mt-4 flex justify-end gap-2">
                <Button size="small" disabled={!view.hasNewer} onClick={view.newer}>
                  <ChevronLeft aria-hidden="true" />
                  {common('previous')}
                </Button>
                <Button
                  size="small"
                  disabled={nextCursor === null}
                  onClick={() => nextCursor && view.older(nextCursor)}
                >
                  {common('next')}
                  <ChevronRight aria-hidden="true" />
                </Button>
              </nav>
            </>
          )
        }
      </QueryView>
      <LogSheet requestId={requestId} onClose={() => void setRequestId(null)} />
    </>
  );
}
