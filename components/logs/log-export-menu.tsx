'use client';

import { Download } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu';
import type { LogInput } from './log-input';
import { useExportLogs } from './use-export-logs';

/** Saves what is filtered, as it is ordered. */
export function LogExportMenu({ input }: { input: LogInput }) {
  const t = useTranslations('logs');
  const { run, pending } = useExportLogs();
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button size="icon" aria-label={t('export')} pending={pending}>
          {!pending && <Download aria-hidden="true" />}
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end" className="max-w-64">
        <DropdownMenuLabel>{t('exportMost')}</DropdownMenuLabel>
        <DropdownMenuItem onSelect={() => void run(input, 'csv')}>CSV</DropdownMenuItem>
        <DropdownMenuItem onSelect={() => void run(input, 'jsonl')}>JSON Lines</DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
