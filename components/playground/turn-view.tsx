'use client';

import { useTranslations } from 'next-intl';
import { LogoMark } from '@/components/brand/logo';
import { cn } from '@/components/ui/class-names';
import { CopyButton } from '@/components/ui/copy-button';
import { AnswerFigures } from './answer-figures';
import type { Turn } from './conversation';
import { MessageText } from './message-text';

export function TurnView({ turn }: { turn: Turn }) {
  const t = useTranslations('playground');
  if (turn.role === 'user') {
    return (
      <li className="flex flex-col items-end gap-2">
        <span className="sr-only">{t('you')}</span>
        {turn.images.length > 0 && (
          <div className="flex flex-wrap justify-end gap-2">
            {turn.images.map((image) => (
              // biome-ignore lint/performance/noImgElement: a data URL of the person's own; nothing to optimise.
              <img
                key={image.dataUrl}
                src={image.dataUrl}
                alt={image.name}
                className="max-h-40 max-w-56 rounded-lg border object-cover"
              />
            ))}
          </div>
        )}
        {turn.text && (
          <div className="max-w-[85%] min-w-0 rounded-2xl rounded-br-md bg-muted px-4 py-2.5">
            <MessageText text={turn.text} />
          </div>
        )}
      </li>
    );
  }
  const waiting = turn.state === 'streaming' && turn.text === '' && turn.reasoning === '';
  return (
    <li className="flex gap-3" aria-busy={turn.state === 'streaming'}>
      <span className="grid size-7 shrink-0 place-items-center rounded-full border bg-surface">
        <LogoMark className={cn('size-4', turn.state === 'streaming' && 'animate-sheen')} />
      </span>
      <div className="min-w-0 flex-1 pt-0.5">
        <span className="sr-only">{t('model')}</span>
        {turn.reasoning && (
          <details
            className="mb-3 rounded-md border bg-sunken/60 px-3 py-2 text-[13px]"
            open={turn.text === ''}
          >
            <summary className="font-medium text-muted-foreground">{t('reasoning')}</summary>
            <p className="mt-1.5 leading-relaxed break-words whitespace-pre-wrap text-muted-foreground">
              {turn.reasoning}
            </p>
          </details>
        )}
        {waiting && (
          <div role="status" className="relative mt-3 h-0.5 w-28 overflow-hidden rounded-full bg-muted">
            <span className="sr-only">{t('waiting')}</span>
            <span className="absolute top-0 h-full w-1/3 animate-shuttle rounded-full bg-thread" />
          </div>
        )}
        {turn.text && <MessageText text={turn.text} />}
        {turn.state === 'failed' && (
          <p
            role="alert"
            className="rounded-md border border-danger/30 bg-danger-soft px-3 py-2 text-sm break-words text-danger"
          >
            {turn.failure}
          </p>
        )}
        {turn.state === 'stopped' && <p className="text-[13px] text-muted-foreground">{t('stopped')}</p>}
        {turn.state !== 'streaming' && (
          <div className="mt-2 flex items-center gap-x-2">
            {turn.text && <CopyButton text={turn.text} label={t('answer')} className="-ml-2.5" />}
            <AnswerFigures figures={turn.figures} />
          </div>
        )}
      </div>
    </li>
  );
}
