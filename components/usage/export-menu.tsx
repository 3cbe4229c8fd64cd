'use client';

import { ChartNoAxesColumn, Download, Table2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { downloadCsv } from '@/components/format/download-csv';
import { Button } from '@/components/ui/button';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu';

type ExportMenuProps = {
  /** The beginning of the files' names. */
  name: string;
  /** Made when it is asked for. */
  breakdown: () => string;
  series: () => string;
  disabled: boolean;
};

/** Saves what the page shows: its table, or its chart. */
export function ExportMenu({ name, breakdown, series, disabled }: ExportMenuProps) {
  const t = useTranslations('usage');
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button disabled={disabled}>
          <Download aria-hidden="true" />
          {t('export')}
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        <DropdownMenuItem onSelect={() => downloadCsv(breakdown(), `${name}.csv`)}>
          <Table2 aria-hidden="true" />
          {t('exportTable')}
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={() => downloadCsv(series(), `${name}-over-time.csv`)}>
          <ChartNoAxesColumn aria-hidden="true" />
          {t('exportSeries')}
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
