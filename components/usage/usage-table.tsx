'use client';

import { useTranslations } from 'next-intl';
import { formatNanoUsd } from '@/components/format/money';
import { PathName } from '@/components/format/path-name';
import { useNumberFormats } from '@/components/format/use-number-formats';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import type { Dimension, UsageRow } from './dimension';

export function UsageTable({ by, items }: { by: Dimension; items: readonly UsageRow[] }) {
  const t = useTranslations('usage');
  const { whole, percent } = useNumberFormats();
  const all = items.reduce((sum, item) => sum + BigInt(item.costNanoUsd), 0n);
  const shareOf = (item: UsageRow) =>
    all === 0n ? 0 : Number((BigInt(item.costNanoUsd) * 10_000n) / all) / 10_000;
  return (
    <Table label={t('tableLabel', { dimension: t(`dimensions.${by}`) })}>
      <TableHead>
        <TableRow>
          <TableHeader>{t(`dimensions.${by}`)}</TableHeader>
          <TableHeader className="text-right">{t('requests')}</TableHeader>
          <TableHeader className="text-right @max-2xl:hidden">{t('successRate')}</TableHeader>
          <TableHeader className="text-right @max-2xl:hidden">{t('inputTokens')}</TableHeader>
          <TableHeader className="text-right @max-2xl:hidden">{t('outputTokens')}</TableHeader>
          <TableHeader className="text-right @max-4xl:pr-4">{t('cost')}</TableHeader>
          <TableHeader className="w-32 @max-4xl:hidden">{t('share')}</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {items.map((item) => (
          <TableRow key={item.value ?? 'none'} className="hover:bg-muted/40">
            <TableCell fill className="h-11 font-medium">
              <PathName name={item.label ?? item.value ?? t('gone')} />
            </TableCell>
            <TableCell className="tabular h-11 text-right">{whole(item.requests)}</TableCell>
            <TableCell className="tabular h-11 text-right @max-2xl:hidden">
              {item.successRate === null ? '–' : percent(item.successRate)}
            </TableCell>
            <TableCell className="tabular h-11 text-right @max-2xl:hidden">
              {whole(item.inputTokens)}
            </TableCell>
            <TableCell className="tabular h-11 text-right @max-2xl:hidden">
              {whole(item.outputTokens)}
            </TableCell>
            <TableCell className="tabular h-11 text-right font-medium @max-4xl:pr-4">
              {formatNanoUsd(item.costNanoUsd)}
            </TableCell>
            <TableCell className="h-11 @max-4xl:hidden">
              <div className="flex items-center gap-2">
                <div aria-hidden="true" className="h-1 flex-1 rounded-full bg-muted">
                  <div
                    className="h-full rounded-full bg-thread"
                    style={{ width: `${shareOf(item) * 100}%` }}
                  />
                </div>
                <span className="tabular w-10 text-right text-xs text-muted-foreground">
                  {all === 0n ? '–' : percent(shareOf(item))}
                </span>
              </div>
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
