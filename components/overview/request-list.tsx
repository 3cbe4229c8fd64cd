'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { Outputs } from '@/components/api/trpc';
import { formatDurationMs } from '@/components/format/duration';
import { formatNanoUsd } from '@/components/format/money';
import { PathName } from '@/components/format/path-name';
import { ShortTime } from '@/components/format/short-time';
import { KeyName } from '@/components/keys/key-name';
import { logsHref } from '@/components/logs/logs-href';
import { StatusBadge } from '@/components/logs/status-badge';
import { useTenant } from '@/components/shell/session';
import { cn } from '@/components/ui/class-names';
import { rowTriggerClasses } from '@/components/ui/row-trigger';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';

export type RequestSummary = Outputs['logs']['search']['items'][number];

type RequestListProps = {
  label: string;
  requests: readonly RequestSummary[];
  /** Why each failed is told in whole, and not what it cost or how long it took. */
  failures?: boolean;
};

/** A few requests; each row opens the whole of one. */
export function RequestList({ label, requests, failures = false }: RequestListProps) {
  const t = useTranslations('overview');
  const tenant = useTenant();
  return (
    <Table label={label}>
      <TableHead>
        <TableRow>
          <TableHeader>{t('time')}</TableHeader>
          <TableHeader>{t('status')}</TableHeader>
          <TableHeader className={cn(failures && '@max-md:hidden')}>{t('model')}</TableHeader>
          <TableHeader className="@max-4xl:hidden">{t('key')}</TableHeader>
          {!failures && (
            <>
              <TableHeader className="text-right @max-2xl:hidden">{t('cost')}</TableHeader>
              <TableHeader className="text-right">{t('latency')}</TableHeader>
            </>
          )}
        </TableRow>
      </TableHead>
      <TableBody>
        {requests.map((request) => (
          <TableRow key={request.id} className="relative hover:bg-muted/40">
            <TableCell className="tabular h-11 whitespace-nowrap text-muted-foreground">
              <Link href={logsHref(tenant, { request: request.id })} className={rowTriggerClasses}>
                <ShortTime value={request.createdAt} />
                <span className="sr-only"> {t('open', { model: request.modelRequested })}</span>
              </Link>
            </TableCell>
            <TableCell className="h-11">
              <StatusBadge httpStatus={request.httpStatus} errorCode={request.errorCode} whole={failures} />
              {failures && (
                <PathName
                  wrap
                  name={request.modelRequested || '–'}
                  className="mt-1 px-2 font-mono text-xs text-muted-foreground @md:hidden"
                />
              )}
            </TableCell>
            <TableCell fill className={cn('h-11 font-mono text-xs', failures && '@max-md:hidden')}>
              <PathName name={request.modelRequested || '–'} />
            </TableCell>
            <TableCell className="h-11 max-w-64 truncate text-muted-foreground @max-4xl:hidden">
              {request.apiKey.name === null || request.apiKey.prefix === null ? (
                t('gone')
              ) : (
                <KeyName name={request.apiKey.name} prefix={request.apiKey.prefix} />
              )}
            </TableCell>
            {!failures && (
              <>
                <TableCell className="tabular h-11 text-right whitespace-nowrap @max-2xl:hidden">
                  {formatNanoUsd(request.costNanoUsd)}
                </TableCell>
                <TableCell className="tabular h-11 text-right whitespace-nowrap">
                  {formatDurationMs(request.latencyMs)}
                </TableCell>
              </>
            )}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
