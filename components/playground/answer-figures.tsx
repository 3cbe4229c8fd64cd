'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import { useTRPC } from '@/components/api/trpc';
import { formatDurationMs } from '@/components/format/duration';
import { formatNanoUsd } from '@/components/format/money';
import { useTenant } from '@/components/shell/session';
import type { Figures } from './conversation';

/** Tokens and times as this page measured them, and the cost from the request's own record. */
export function AnswerFigures({ figures }: { figures: Figures }) {
  const t = useTranslations('playground');
  const format = useFormatter();
  const tenant = useTenant();
  const trpc = useTRPC();
  const { requestId } = figures;
  const record = useQuery(
    trpc.logs.get.queryOptions(
      { tenant, id: requestId ?? '' },
      { enabled: requestId !== undefined, retry: 3 },
    ),
  );
  const inputTokens = figures.inputTokens ?? record.data?.inputTokens;
  const outputTokens = figures.outputTokens ?? record.data?.outputTokens;
  return (
    <div className="tabular flex flex-wrap items-center gap-x-4 gap-y-1 text-xs text-muted-foreground">
      <dl className="contents">
        {inputTokens !== undefined && outputTokens !== undefined && (
          <Figure
            label={t('tokens')}
            value={t('tokensValue', {
              input: format.number(inputTokens),
              output: format.number(outputTokens),
            })}
          />
        )}
        {record.data && <Figure label={t('cost')} value={formatNanoUsd(record.data.costNanoUsd)} />}
        {figures.firstTokenMs !== undefined && (
          <Figure label={t('firstToken')} value={formatDurationMs(figures.firstTokenMs)} />
        )}
        {figures.totalMs !== undefined && (
          <Figure label={t('total')} value={formatDurationMs(figures.totalMs)} />
        )}
      </dl>
      {requestId && (
        <Link href={`/${tenant}/logs?request=${requestId}`} className="finger-room link-thread relative">
          {t('openLog')}
        </Link>
      )}
    </div>
  );
}

function Figure({ label, value }: { label: string; value: string }) {
  return (
    <div className="flex gap-1.5">
      <dt>{label}</dt>
      <dd className="font-medium text-foreground">{value}</dd>
    </div>
  );
}
