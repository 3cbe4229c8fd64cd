'use client';

import { useTranslations } from 'next-intl';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import type { Point, Series } from './series';
import type { Bucket } from './time-axis';
import { useTickFormat } from './use-tick-format';
import type { ValueFormat } from './use-value-formats';

type ChartDataProps = {
  label: string;
  points: readonly Point[];
  series: readonly Series[];
  bucket: Bucket;
  format: ValueFormat;
  /** What the column of the period before is called; left out without one. */
  comparison?: string;
};

/** What a chart shows, as a table: for those who do not see it, and those who want the digits. The newest first. */
export function ChartData({ label, points, series, bucket, format, comparison }: ChartDataProps) {
  const t = useTranslations('charts');
  const { full } = useTickFormat(bucket);
  const write = (value: number | null | undefined) => (value == null ? '–' : format.value(value));
  return (
    <div className="h-full [&>section]:max-h-full">
      <Table label={label} tall>
        <TableHead>
          <TableRow>
            <TableHeader>{t('time')}</TableHeader>
            {series.map(({ key, label: name }) => (
              <TableHeader key={key} className="max-w-48 truncate text-right" title={name}>
                {name}
              </TableHeader>
            ))}
            {comparison && <TableHeader className="text-right">{comparison}</TableHeader>}
          </TableRow>
        </TableHead>
        <TableBody>
          {points.toReversed().map(({ time, values, before }) => (
            <TableRow key={time}>
              <TableCell className="h-9 py-1 whitespace-nowrap text-muted-foreground">{full(time)}</TableCell>
              {series.map(({ key }) => (
                <TableCell key={key} className="tabular h-9 py-1 text-right whitespace-nowrap">
                  {write(values[key])}
                </TableCell>
              ))}
              {comparison && (
                <TableCell className="tabular h-9 py-1 text-right whitespace-nowrap text-muted-foreground">
                  {write(before?.value)}
                </TableCell>
              )}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}
