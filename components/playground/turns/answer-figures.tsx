'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { useTRPC } from '@/components/api/trpc';
import { formatDurationMs } from '@/components/format/duration';
import { formatNanoUsd } from '@/components/format/money';
import { useTenant } from '@/components/shell/session';
import type { Answer, Figures } from '../conversation/conversation';
import { tokensPerSecond } from './tokens-per-second';

type AnswerFiguresProps = {
  answer: Answer;
  /** Called with what the request's own record says, to be kept with the answer. */
  onFigures: (id: string, figures: Figures) => void;
};

/** Tokens and times as this page measured them, and the cost from the request's own record. */
export function AnswerFigures({ answer: { id, figures }, onFigures }: AnswerFiguresProps) {
  const t = useTranslations('playground');
  const format = useFormatter();
  const tenant = useTenant();
  const trpc = useTRPC();
  const { requestId, inputTokens, outputTokens, costNanoUsd, firstTokenMs, totalMs } = figures;
  const record = useQuery(
    trpc.logs.get.queryOptions(
      { tenant, id: requestId ?? '' },
      { enabled: requestId !== undefined && costNanoUsd === undefined, retry: 3 },
    ),
  );
  const { data } = record;
  useEffect(() => {
    if (!data) return;
    onFigures(id, {
      costNanoUsd: data.costNanoUsd,
      inputTokens: inputTokens ?? data.inputTokens,
      outputTokens: outputTokens ?? data.outputTokens,
    });
  }, [id, data, inputTokens, outputTokens, onFigures]);

  const speed = tokensPerSecond(figures);
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
        {costNanoUsd !== undefined && <Figure label={t('cost')} value={formatNanoUsd(costNanoUsd)} />}
        {firstTokenMs !== undefined && (
          <Figure label={t('firstToken')} value={formatDurationMs(firstTokenMs)} />
        )}
        {totalMs !== undefined && <Figure label={t('total')} value={formatDurationMs(totalMs)} />}
        {speed !== undefined && (
          <Figure
            label={t('speed')}
            value={t('speedValue', { tokens: format.number(speed, { maximumSignificantDigits: 3 }) })}
          />
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
