'use client';

import { ChartNoAxesColumn, Table2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { downloadCsv } from '@/components/format/download-csv';
import { DropdownMenuItem } from '@/components/ui/dropdown-menu';
import { ExportMenu } from '@/components/ui/export-menu';

type UsageExportMenuProps = {
  /** The beginning of the files' names. */
  name: string;
  /** Made when it is asked for. */
  breakdown: () => string;
  series: () => string;
  disabled: boolean;
};

/** Saves what the page shows: its table, or its chart. */
export function UsageExportMenu({ name, breakdown, series, disabled }: UsageExportMenuProps) {
  const t = useTranslations('usage');
  return (
    <ExportMenu label={t('export')} disabled={disabled}>
      <DropdownMenuItem onSelect={() => downloadCsv(breakdown(), `${name}.csv`)}>
        <Table2 aria-hidden="true" />
        {t('exportTable')}
      </DropdownMenuItem>
      <DropdownMenuItem onSelect={() => downloadCsv(series(), `${name}-over-time.csv`)}>
        <ChartNoAxesColumn aria-hidden="true" />
        {t('exportSeries')}
      </DropdownMenuItem>
    </ExportMenu>
  );
}
