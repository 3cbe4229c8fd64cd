'use client';

import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import type { Outputs } from '@/components/api/trpc';
import { formatDurationMs } from '@/components/format/duration';
import { formatNanoUsd } from '@/components/format/money';
import { Time } from '@/components/format/time';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import { StatusBadge } from './status-badge';

export type Log = Outputs['logs']['search']['items'][number];

type LogTableProps = {
  logs: readonly Log[];
  /** Where a request's details are. */
  hrefOf: (log: Log) => string;
};

export function LogTable({ logs, hrefOf }: LogTableProps) {
  const t = useTranslations('logs');
  const format = useFormatter();
  return (
    <Table label={t('title')}>
      <TableHead>
        <TableRow>
          <TableHeader>{t('time')}</TableHeader>
          <TableHeader>{t('status')}</TableHeader>
          <TableHeader>{t('model')}</TableHeader>
          <TableHeader className="max-md:hidden">{t('channel')}</TableHeader>
          <TableHeader className="max-lg:hidden">{t('key')}</TableHeader>
          <TableHeader className="text-right max-lg:hidden">{t('tokens')}</TableHeader>
          <TableHeader className="text-right max-sm:hidden">{t('cost')}</TableHeader>
          <TableHeader className="text-right">{t('latency')}</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {logs.map((log) => (
          <TableRow key={log.id} className="relative hover:bg-muted/40">
            <TableCell className="tabular h-11 whitespace-nowrap text-muted-foreground">
              {/* The link covers the whole row; the row stays a row for screen readers. */}
              <Link
                href={hrefOf(log)}
                scroll={false}
                className="after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-ring"
              >
                <Time value={log.createdAt} to="second" className="max-sm:hidden" />
                <Time value={log.createdAt} to="clock" className="sm:hidden" />
                <span className="sr-only"> {t('open', { model: log.modelRequested })}</span>
              </Link>
            </TableCell>
            <TableCell className="h-11">
              <StatusBadge httpStatus={log.httpStatus} errorCode={log.errorCode} />
            </TableCell>
            <TableCell className="h-11 max-w-28 truncate font-mono sm:max-w-56 text-xs">
              {log.modelRequested}
            </TableCell>
            <TableCell className="h-11 max-w-40 truncate text-muted-foreground max-md:hidden">
              {log.channel ? (log.channel.name ?? t('gone')) : '–'}
              {log.attemptCount > 1 && (
                <span className="ml-1.5 text-xs">{t('attemptCount', { count: log.attemptCount })}</span>
              )}
            </TableCell>
            <TableCell className="h-11 max-w-40 truncate text-muted-foreground max-lg:hidden">
              {log.apiKey.name ?? t('gone')}
            </TableCell>
            <TableCell className="tabular h-11 text-right whitespace-nowrap max-lg:hidden">
              {format.number(log.inputTokens)} <span className="text-muted-foreground">→</span>{' '}
              {format.number(log.outputTokens)}
            </TableCell>
            <TableCell className="tabular h-11 text-right whitespace-nowrap max-sm:hidden">
              {formatNanoUsd(log.costNanoUsd)}
            </TableCell>
            <TableCell className="tabular h-11 text-right whitespace-nowrap">
              {formatDurationMs(log.latencyMs)}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
