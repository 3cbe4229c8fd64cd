'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { QueryView } from '@/components/api/query-view';
import { useTRPC } from '@/components/api/trpc';
import { useTenant } from '@/components/shell/session';
import { cn } from '@/components/ui/class-names';
import { IdLine } from '@/components/ui/id-line';
import { Sheet, SheetContent } from '@/components/ui/sheet';
import { Skeleton } from '@/components/ui/skeleton';
import { LogDetails } from './details/log-details';
import { mayYetBeRecorded } from './details/may-yet-be-recorded';
import { RequestActions } from './details/request-actions';
import { RequestSteps } from './details/request-steps';
import { useStepKeys } from './details/use-step-keys';

type LogSheetProps = {
  requestId: string | null;
  onClose: () => void;
  /** Shows the request below, or above, in the list; absent where there is none. */
  next?: () => void;
  previous?: () => void;
};

const LOOK_AGAIN_MS = 500;
const WIDE = 'heddle.request-sheet';

/** Everything that is known of one request, and the way to the next. */
export function LogSheet({ requestId, onClose, next, previous }: LogSheetProps) {
  return (
    <Sheet open={requestId !== null} onOpenChange={(open) => !open && onClose()}>
      {requestId !== null && <OpenSheet id={requestId} next={next} previous={previous} />}
    </Sheet>
  );
}

function OpenSheet({ id, next, previous }: { id: string } & Pick<LogSheetProps, 'next' | 'previous'>) {
  const t = useTranslations('logs');
  const trpc = useTRPC();
  const tenant = useTenant();
  const log = useQuery(
    trpc.logs.get.queryOptions(
      { tenant, id },
      { placeholderData: keepPreviousData, retry: mayYetBeRecorded, retryDelay: LOOK_AGAIN_MS },
    ),
  );
  const [wide, setWide] = useState(
    () => typeof window !== 'undefined' && localStorage.getItem(WIDE) === 'wide',
  );
  const body = useRef<HTMLDivElement>(null);
  useStepKeys({ next, previous });
  // Each request is read from its beginning.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the id is what it follows
  useEffect(() => {
    // In braces: newer browsers answer with a promise, which is no clean-up.
    body.current?.parentElement?.scrollTo(0, 0);
  }, [id]);

  function changeWidth() {
    setWide(!wide);
    localStorage.setItem(WIDE, wide ? 'narrow' : 'wide');
  }

  return (
    <SheetContent
      // The request itself, and not the first of its buttons: arrows go on from here.
      onOpenAutoFocus={(event) => {
        event.preventDefault();
        if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus();
      }}
      title={t('request')}
      description={<IdLine id={id} label={t('requestId')} />}
      className={wide ? 'lg:max-w-[min(84rem,94vw)]' : 'sm:max-w-2xl'}
      actions={
        <div className="mt-2 flex items-center justify-between gap-2">
          <RequestActions id={id} log={log.isPlaceholderData ? undefined : log.data} />
          <RequestSteps next={next} previous={previous} wide={wide} onChangeWidth={changeWidth} />
        </div>
      }
    >
      <div
        ref={body}
        aria-busy={log.isPlaceholderData || undefined}
        className={cn('transition-opacity', log.isPlaceholderData && 'opacity-50')}
      >
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
          {(data) => <LogDetails key={data.id} log={data} wide={wide} />}
        </QueryView>
      </div>
    </SheetContent>
  );
}
