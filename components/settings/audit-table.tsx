'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ShortTime } from '@/components/format/short-time';
import { rowTriggerClasses } from '@/components/ui/row-trigger';
import {
  Table,
  TableBody,
  TableCell,
  TableCellNote,
  TableHead,
  TableHeader,
  TableRow,
} from '@/components/ui/table';
import type { AuditEvent } from './audit-event';
import { AuditSheet } from './audit-sheet';

/** Audit events, newest first; a row opens everything that is known of it. */
export function AuditTable({ events }: { events: readonly AuditEvent[] }) {
  const t = useTranslations('settings.audit');
  const [opened, setOpened] = useState<AuditEvent>();
  return (
    <>
      <Table label={t('title')}>
        <TableHead>
          <TableRow>
            <TableHeader>{t('time')}</TableHeader>
            <TableHeader>{t('operation')}</TableHeader>
            <TableHeader className="@max-2xl:hidden">{t('actor')}</TableHeader>
            <TableHeader className="@max-4xl:hidden">{t('details')}</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {events.map((event) => (
            <TableRow key={event.id} className="relative hover:bg-muted/40">
              <TableCell className="tabular h-11 whitespace-nowrap text-muted-foreground">
                <button
                  type="button"
                  onClick={() => setOpened(event)}
                  className={`text-left ${rowTriggerClasses}`}
                >
                  <ShortTime value={event.createdAt} />
                  <span className="sr-only"> {t('open', { operation: event.operation })}</span>
                </button>
              </TableCell>
              <TableCell className="h-11 font-mono text-xs @max-4xl:w-full @max-2xl:max-w-0 @2xl:whitespace-nowrap">
                <span className="wrap-anywhere">{event.operation}</span>
                <TableCellNote className="mt-0.5 font-sans">{event.actorName}</TableCellNote>
              </TableCell>
              <TableCell className="h-11 max-w-52 truncate @max-2xl:hidden">{event.actorName}</TableCell>
              <TableCell
                fill
                className="h-11 truncate font-mono text-xs text-muted-foreground @max-4xl:hidden"
              >
                {JSON.stringify(event.details)}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      <AuditSheet event={opened} onClose={() => setOpened(undefined)} />
    </>
  );
}
