'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { QueryView } from '@/components/api/query-view';
import { useTRPC, useTRPCClient } from '@/components/api/trpc';
import { Time } from '@/components/format/time';
import { useTenant } from '@/components/shell/session';
import { Button } from '@/components/ui/button';
import { SectionHeader } from '@/components/ui/section-header';
import { SkeletonRows } from '@/components/ui/skeleton';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';

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
            <Table label={t('title')}>
              <TableHead>
                <TableRow>
                  <TableHeader>{t('time')}</TableHeader>
                  <TableHeader className="max-sm:hidden">{t('actor')}</TableHeader>
                  <TableHeader>{t('operation')}</TableHeader>
                  <TableHeader className="max-md:hidden">{t('details')}</TableHeader>
                </TableRow>
              </TableHead>
              <TableBody>
                {pages
                  .flatMap((page) => page.items)
                  .map((event) => (
                    <TableRow key={event.id}>
                      <TableCell className="tabular whitespace-nowrap text-muted-foreground">
                        <Time value={event.createdAt} to="second" />
                      </TableCell>
                      <TableCell className="max-w-52 truncate max-sm:hidden">{event.actorName}</TableCell>
                      <TableCell className="font-mono text-xs whitespace-nowrap">{event.operation}</TableCell>
                      <TableCell
                        className="max-w-80 truncate font-mono text-xs text-muted-foreground max-md:hidden"
                        title={JSON.stringify(event.details)}
                      >
                        {JSON.stringify(event.details)}
                      </TableCell>
                    </TableRow>
                  ))}
              </TableBody>
            </Table>
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
