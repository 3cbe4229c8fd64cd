'use client';

import { CircleAlert, CircleCheck, CircleX } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { formatDurationMs } from '@/components/format/duration';
import { cn } from '@/components/ui/class-names';
import type { ChannelOutcome } from './channel';
import { toneOf } from './remedy';

const icons = { success: CircleCheck, warning: CircleAlert, danger: CircleX };
const colours = { success: 'text-success', warning: 'text-warning', danger: 'text-danger' };

type OutcomeNoteProps = {
  outcome: ChannelOutcome;
  durationMs: number;
  status: number | null;
  /** The provider's own words. */
  said: string | null;
  /** Heddle's, where the provider said nothing. */
  message: string | null;
  /** The provider's name of the model that was asked. */
  model?: string;
  /** How the answer begins. */
  text?: string | null;
  more?: ReactNode;
};

/** What came of asking a provider: what happened first, then its own words, then status and time. */
export function OutcomeNote({
  outcome,
  durationMs,
  status,
  said,
  message,
  model,
  text,
  more,
}: OutcomeNoteProps) {
  const t = useTranslations('channels');
  const tone = toneOf(outcome);
  const Icon = icons[tone];
  return (
    <div className="rounded-lg border" data-testid="outcome">
      <div className="flex gap-2.5 px-4 py-3">
        <Icon aria-hidden="true" className={cn('mt-px size-4.5 shrink-0', colours[tone])} />
        <div className="min-w-0 flex-1 text-sm leading-relaxed">
          <p className="font-medium">{t(`outcomes.${outcome}`, { time: formatDurationMs(durationMs) })}</p>
          {said ? (
            <blockquote className="mt-1.5 border-l-2 pl-3 text-[13px] wrap-anywhere text-muted-foreground">
              <span className="sr-only">{t('providerSays')} </span>
              {said}
            </blockquote>
          ) : (
            message && tone !== 'success' && <p className="text-[13px] text-muted-foreground">{message}</p>
          )}
          {text && <p className="mt-1 line-clamp-3 whitespace-pre-wrap wrap-anywhere">{text}</p>}
          <p className="tabular mt-1.5 flex flex-wrap gap-x-2.5 text-xs text-muted-foreground">
            {status !== null && <span>HTTP {status}</span>}
            <span>{formatDurationMs(durationMs)}</span>
            {model && <span className="font-mono wrap-anywhere">{model}</span>}
          </p>
          {more && <div className="mt-2 text-[13px]">{more}</div>}
        </div>
      </div>
    </div>
  );
}
