'use client';

import { useTranslations } from 'next-intl';
import { DropdownMenuItem, DropdownMenuLabel } from '@/components/ui/dropdown-menu';
import { ExportMenu } from '@/components/ui/export-menu';
import type { LogInput } from './log-input';
import { useExportLogs } from './use-export-logs';

/** Saves what is filtered, as it is ordered. */
export function LogExportMenu({ input }: { input: LogInput }) {
  const t = useTranslations('logs');
  const { run, pending } = useExportLogs();
  return (
    <ExportMenu label={t('export')} compact pending={pending}>
      <DropdownMenuLabel>{t('exportMost')}</DropdownMenuLabel>
      <DropdownMenuItem onSelect={() => void run(input, 'csv')}>CSV</DropdownMenuItem>
      <DropdownMenuItem onSelect={() => void run(input, 'jsonl')}>JSON Lines</DropdownMenuItem>
    </ExportMenu>
  );
}
