'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { Outputs } from '@/components/api/trpc';
import { formatDurationMs } from '@/components/format/duration';
import { formatNanoUsd } from '@/components/format/money';
import { PathName } from '@/components/format/path-name';
import { ShortTime } from '@/components/format/short-time';
import { useNumberFormats } from '@/components/format/use-number-formats';
import { rowTriggerClasses } from '@/components/ui/row-trigger';
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
  const { compact } = useNumberFormats();
  return (
    <Table label={t('title')}>
      <TableHead>
        <TableRow>
          <TableHeader>{t('time')}</TableHeader>
          <TableHeader>{t('status')}</TableHeader>
          <TableHeader>{t('model')}</TableHeader>
          <TableHeader className="@max-3xl:hidden">{t('channel')}</TableHeader>
          <TableHeader className="@max-5xl:hidden">{t('key')}</TableHeader>
          <TableHeader className="text-right @max-4xl:hidden">{t('tokens')}</TableHeader>
          <TableHeader className="text-right @max-2xl:hidden">{t('cost')}</TableHeader>
          <TableHeader className="text-right">{t('latency')}</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {logs.map((log) => (
          <TableRow key={log.id} className="relative hover:bg-muted/40">
            <TableCell className="tabular h-11 whitespace-nowrap text-muted-foreground">
              <Link href={hrefOf(log)} scroll={false} className={rowTriggerClasses}>
                <ShortTime value={log.createdAt} />
                <span className="sr-only"> {t('open', { model: log.modelRequested })}</span>
              </Link>
            </TableCell>
            <TableCell className="h-11">
              <StatusBadge httpStatus={log.httpStatus} errorCode={log.errorCode} />
            </TableCell>
            <TableCell fill className="h-11 font-mono text-xs">
              <PathName name={log.modelRequested} />
            </TableCell>
            <TableCell className="h-11 max-w-36 truncate text-muted-foreground @max-3xl:hidden">
              {log.channel ? (log.channel.name ?? t('gone')) : '–'}
              {log.attemptCount > 1 && (
                <span className="ml-1.5 text-xs">{t('attemptCount', { count: log.attemptCount })}</span>
              )}
            </TableCell>
            <TableCell className="h-11 max-w-36 truncate text-muted-foreground @max-5xl:hidden">
              {log.apiKey.name ?? t('gone')}
            </TableCell>
            <TableCell className="tabular h-11 text-right whitespace-nowrap @max-4xl:hidden">
              {compact(log.inputTokens)} <span className="text-muted-foreground">→</span>{' '}
              {compact(log.outputTokens)}
            </TableCell>
            <TableCell className="tabular h-11 text-right whitespace-nowrap @max-2xl:hidden">
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
