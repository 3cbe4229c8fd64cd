'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { QueryView } from '@/components/api/query-view';
import { useTRPC } from '@/components/api/trpc';
import { useTenant } from '@/components/shell/session';
import { IdLine } from '@/components/ui/id-line';
import { Sheet, SheetContent } from '@/components/ui/sheet';
import { Skeleton } from '@/components/ui/skeleton';
import { LogDetails } from './log-details';

/** Everything that is known of one request. */
export function LogSheet({ requestId, onClose }: { requestId: string | null; onClose: () => void }) {
  const t = useTranslations('logs');
  return (
    <Sheet open={requestId !== null} onOpenChange={(open) => !open && onClose()}>
      {requestId !== null && (
        <SheetContent title={t('request')} description={<IdLine id={requestId} label={t('requestId')} />}>
          <LogById id={requestId} />
        </SheetContent>
      )}
    </Sheet>
  );
}

function LogById({ id }: { id: string }) {
  const trpc = useTRPC();
  const tenant = useTenant();
  const log = useQuery(trpc.logs.get.queryOptions({ tenant, id }));
  return (
    <QueryView
      query={log}
      skeleton={
        <div aria-busy="true" className="flex flex-col gap-4">
          <Skeleton className="h-20" />
          <Skeleton className="h-32" />
          <Skeleton className="h-44" />
        </div>
      }
    >
      {(data) => <LogDetails log={data} />}
    </QueryView>
  );
}
