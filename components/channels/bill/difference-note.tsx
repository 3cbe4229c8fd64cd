'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { QueryView } from '@/components/api/query-view';
import { useTRPC } from '@/components/api/trpc';
import { Time } from '@/components/format/time';
import { useNumberFormats } from '@/components/format/use-number-formats';
import { logsHref } from '@/components/logs/logs-href';
import { useTenant } from '@/components/shell/session';
import { SkeletonRows } from '@/components/ui/skeleton';

/** The requests that most likely explain why both sides differ, by what is odd about them. */
export function DifferenceNote({ channelId, day, model }: { channelId: string; day: string; model: string }) {
  const t = useTranslations('channels.bill');
  const trpc = useTRPC();
  const tenant = useTenant();
  const { whole } = useNumberFormats();
  const explanation = useQuery(
    trpc.reconciliation.explain.queryOptions({ tenant, id: channelId, day, ...(model ? { model } : {}) }),
  );
  return (
    <QueryView query={explanation} skeleton={<SkeletonRows />}>
      {({ reasons, requests, truncated }) =>
        reasons.length === 0 ? (
          <p className="text-sm text-muted-foreground">{t('unexplained')}</p>
        ) : (
          <div className="flex flex-col gap-3 text-sm">
            <ul className="flex flex-col gap-1">
              {reasons.map(({ reason, requests: count, inputTokens, outputTokens }) => (
                <li key={reason}>
                  {t(`reasons.${reason}`, { count })}{' '}
                  <span className="tabular text-muted-foreground">
                    {t('tokens', { input: whole(inputTokens), output: whole(outputTokens) })}
                  </span>
                </li>
              ))}
            </ul>
            <ul className="flex flex-col gap-1 border-t pt-3">
              {requests.map((request) => (
                <li key={request.id} className="flex flex-wrap items-baseline gap-x-3">
                  <Link
                    href={logsHref(tenant, { request: request.id })}
                    className="finger-room link-thread relative font-mono text-xs"
                  >
                    {request.id.slice(0, 13)}…
                  </Link>
                  <Time value={request.createdAt} to="second" className="text-xs text-muted-foreground" />
                  <span className="text-xs">{t(`reason.${request.reason}`)}</span>
                  <span className="tabular ml-auto text-xs">
                    {whole(request.inputTokens)} / {whole(request.outputTokens)}
                  </span>
                </li>
              ))}
            </ul>
            {truncated && <p className="text-xs text-muted-foreground">{t('searchedNewest')}</p>}
          </div>
        )
      }
    </QueryView>
  );
}
