'use client';

import { ArrowRight, CircleAlert } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useMay, useTenant } from '@/components/shell/session';
import { cn } from '@/components/ui/class-names';
import { helpfulPage } from './failure-help';
import type { LogDetail } from './log-detail';

/** What the client was told, what that means, and what can be done. */
export function FailureNote({ log, code }: { log: LogDetail; code: string }) {
  const t = useTranslations('logDetails');
  const tenant = useTenant();
  const mayReadChannels = useMay('channels:read');
  const page = helpfulPage(code);
  const shownPage = page === 'channels' && !mayReadChannels ? undefined : page;
  const isClients = log.httpStatus >= 400 && log.httpStatus < 500;
  const help = `help.${code}` as 'help.internal';
  return (
    <section
      aria-label={t('failure')}
      className={cn(
        'flex gap-3 rounded-lg border px-4 py-3.5',
        isClients ? 'border-warning/30 bg-warning-soft' : 'border-danger/30 bg-danger-soft',
      )}
    >
      <CircleAlert
        aria-hidden="true"
        className={cn('mt-0.5 size-4 shrink-0', isClients ? 'text-warning' : 'text-danger')}
      />
      <div className="min-w-0 text-sm">
        <p className={cn('text-xs font-medium', isClients ? 'text-warning' : 'text-danger')}>
          {t(log.endedBy === 'client' || log.endedBy === 'interrupted' ? 'reason' : 'told')}
          <span className="ml-2 font-mono font-normal">{code}</span>
        </p>
        {log.errorMessage !== null && (
          <p data-testid="error-message" className="mt-1 font-medium wrap-anywhere whitespace-pre-wrap">
            {log.errorMessage}
          </p>
        )}
        {t.has(help) && <p className="mt-1 leading-relaxed text-foreground/80">{t(help)}</p>}
        {shownPage && (
          <Link
            href={`/${tenant}/${shownPage}`}
            className="finger-room link-thread relative mt-1.5 inline-flex items-center gap-1 text-[13px] font-medium"
          >
            {t(`helpfulPages.${shownPage}`)}
            <ArrowRight aria-hidden="true" className="size-3.5" />
          </Link>
        )}
      </div>
    </section>
  );
}
