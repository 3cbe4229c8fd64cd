'use client';

import { useTranslations } from 'next-intl';
import { type MouseEvent, memo, type ReactNode } from 'react';
import { formatDurationMs } from '@/components/format/duration';
import { formatNanoUsd } from '@/components/format/money';
import { cn } from '@/components/ui/class-names';
import { rowTriggerClasses } from '@/components/ui/row-trigger';
import { LogCell, type LogFormats, LogModel } from './log-cell';
import { type LogColumnName, logColumns } from './log-columns';
import type { Log } from './log-list-state';
import { StatusBadge } from './status-badge';

export type LogRowProps = {
  log: Log;
  /** Its place among all rows, from 0. */
  index: number;
  /** Null: two lines that say the most, for a phone. */
  columns: readonly LogColumnName[] | null;
  formats: LogFormats;
  href: string;
  /** The one row that the tab key reaches. */
  isReachable: boolean;
  isOpen: boolean;
  isFresh: boolean;
  onOpen: (id: string) => void;
  onFocus: (id: string) => void;
};

/** One request. It is drawn again only where something of it changes: thousands of them are scrolled through. */
export const LogRow = memo(function LogRow(props: LogRowProps) {
  const { index, columns, isOpen, isFresh } = props;
  return (
    <tr
      // The first is the head.
      aria-rowindex={index + 2}
      data-open={isOpen || undefined}
      className={cn(
        'relative border-b text-[13px] hover:bg-muted/40 data-open:bg-thread-soft',
        columns ? 'h-12' : 'h-16',
        isFresh && 'animate-appear',
      )}
    >
      {columns ? <WideCells {...props} columns={columns} /> : <NarrowCell {...props} />}
    </tr>
  );
});

function WideCells({ columns, ...props }: LogRowProps & { columns: readonly LogColumnName[] }) {
  const { log, formats } = props;
  return columns.map((column, place) => (
    <td
      key={column}
      className={cn(
        'overflow-hidden px-2.5 first:pl-4 last:pr-4',
        'isNumber' in logColumns[column] && 'tabular text-right whitespace-nowrap',
      )}
    >
      {place === 0 ? (
        <RowLink {...props}>
          <LogCell log={log} column={column} formats={formats} />
        </RowLink>
      ) : (
        <LogCell log={log} column={column} formats={formats} />
      )}
    </td>
  ));
}

function NarrowCell(props: LogRowProps) {
  const { log, formats } = props;
  return (
    <td className="px-4">
      <RowLink {...props}>
        <span className="flex items-center justify-between gap-3">
          <span className="flex min-w-0 items-center gap-2">
            <StatusBadge httpStatus={log.httpStatus} errorCode={null} failed={log.errorCode !== null} />
            <LogModel log={{ ...log, modelUsed: null }} />
          </span>
          <span className="tabular shrink-0">{formats.clock.format(new Date(log.createdAt))}</span>
        </span>
        <span className="mt-1 flex items-center justify-between gap-3 text-xs text-muted-foreground">
          {log.errorCode ? (
            <span className="truncate">{log.errorCode}</span>
          ) : (
            <span className="min-w-0 truncate">{log.channel?.name ?? '–'}</span>
          )}
          <span className="tabular shrink-0">
            {formatNanoUsd(log.costNanoUsd)} · {formatDurationMs(log.latencyMs)}
          </span>
        </span>
      </RowLink>
    </td>
  );
}

function RowLink({
  log,
  href,
  isReachable,
  onOpen,
  onFocus,
  children,
}: Pick<LogRowProps, 'log' | 'href' | 'isReachable' | 'onOpen' | 'onFocus'> & { children: ReactNode }) {
  const t = useTranslations('logs');
  function open(event: MouseEvent) {
    // Into another tab or window, as links go.
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    onOpen(log.id);
  }
  return (
    <a
      href={href}
      data-log={log.id}
      tabIndex={isReachable ? 0 : -1}
      onClick={open}
      onFocus={() => onFocus(log.id)}
      className={cn('block', rowTriggerClasses)}
    >
      {children}
      <span className="sr-only"> {t('open', { model: log.modelRequested })}</span>
    </a>
  );
}
