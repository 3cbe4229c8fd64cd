'use client';

import { useLocale, useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Spinner } from '@/components/ui/spinner';
import { mostRows } from './log-list-state';
import { RetentionNote } from './retention-note';
import type { LogList } from './use-log-list';

/** Under the last row: how far was searched, and what can be done about it. */
export function LogListEnd({ list, isOrdered }: { list: LogList; isOrdered: boolean }) {
  const t = useTranslations('logs');
  const common = useTranslations('common');
  const locale = useLocale();
  const { phase, searchedTo, nextCursor, rows } = list;
  const time =
    searchedTo &&
    new Intl.DateTimeFormat(locale, {
      month: 'short',
      day: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    }).format(new Date(searchedTo));
  return (
    <div
      role="status"
      className="flex min-h-12 flex-wrap items-center justify-center gap-x-3 gap-y-1 px-4 py-2 text-xs text-muted-foreground"
    >
      {phase === 'failed' && (
        <>
          <span className="text-danger">{list.error}</span>
          <Button size="small" onClick={rows.length > 0 ? list.more : list.reload}>
            {common('retry')}
          </Button>
        </>
      )}
      {phase === 'reading' && (
        <>
          <Spinner />
          {time && !isOrdered ? t('searchedTo', { time }) : t('loadingMore')}
          <Button size="small" onClick={list.stop}>
            {t('stop')}
          </Button>
        </>
      )}
      {phase === 'stopped' && (
        <>
          {time && t('searchedTo', { time })}
          <Button size="small" onClick={list.more}>
            {t('goOn')}
          </Button>
        </>
      )}
      {phase === 'resting' &&
        (rows.length >= mostRows
          ? t('mostRows', { count: mostRows })
          : nextCursor === null &&
            (isOrdered && time ? t('orderedSince', { time }) : t('end', { count: rows.length })))}
      {phase === 'resting' && nextCursor === null && <RetentionNote />}
    </div>
  );
}
