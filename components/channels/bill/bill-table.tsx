'use client';

import { ChevronRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Fragment, useState } from 'react';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/class-names';
import { EmptyState } from '@/components/ui/empty-state';
import {
  Table,
  TableBody,
  TableCell,
  TableFoot,
  TableHead,
  TableHeader,
  TableRow,
} from '@/components/ui/table';
import type { BillComparison, BillRow } from './bill';
import { BillCells } from './bill-cells';
import { DifferenceNote } from './difference-note';

const FIRST_ROWS = 50;

/** Theirs, ours and the difference, by model and day; a row opens to the requests that explain it. */
export function BillTable({ channelId, comparison }: { channelId: string; comparison: BillComparison }) {
  const t = useTranslations('channels.bill');
  const [open, setOpen] = useState<string>();
  const [shown, setShown] = useState(FIRST_ROWS);
  const { items, theirs, ours, countsTokens, outsidePeriod, truncated } = comparison;
  if (items.length === 0) return <EmptyState title={t('nothing')} description={t('nothingDescription')} />;
  const keyOf = ({ day, model }: BillRow) => `${day} ${model}`;
  return (
    <div className="flex flex-col gap-3">
      <Table label={t('result')}>
        <TableHead>
          <TableRow>
            <TableHeader>{t('model')}</TableHeader>
            <TableHeader className="text-right">{t(countsTokens ? 'inputOutput' : 'cost')}</TableHeader>
            <TableHeader className="text-right @max-xl:hidden">{t('ours')}</TableHeader>
            <TableHeader className="text-right">{t('difference')}</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {items.slice(0, shown).map((row) => {
            const key = keyOf(row);
            const isOpen = open === key;
            return (
              <Fragment key={key}>
                <TableRow>
                  <TableCell fill>
                    <button
                      type="button"
                      aria-expanded={isOpen}
                      onClick={() => setOpen(isOpen ? undefined : key)}
                      className="flex min-w-0 items-center gap-2 text-left pointer-coarse:min-h-10"
                    >
                      <ChevronRight
                        aria-hidden="true"
                        className={cn('size-4 shrink-0 transition-transform', isOpen && 'rotate-90')}
                      />
                      <span className="min-w-0">
                        <span className="block font-mono text-[13px] wrap-anywhere">
                          {row.model || t('noModel')}
                        </span>
                        <span className="block text-xs text-muted-foreground">{row.day}</span>
                      </span>
                    </button>
                  </TableCell>
                  <BillCells theirs={row.theirs} ours={row.ours} countsTokens={countsTokens} />
                </TableRow>
                {isOpen && (
                  <TableRow>
                    <TableCell colSpan={4} className="bg-sunken/50">
                      <DifferenceNote channelId={channelId} day={row.day} model={row.model} />
                    </TableCell>
                  </TableRow>
                )}
              </Fragment>
            );
          })}
        </TableBody>
        <TableFoot>
          <TableRow>
            <TableCell>{t('total')}</TableCell>
            <BillCells theirs={theirs} ours={ours} countsTokens={countsTokens} />
          </TableRow>
        </TableFoot>
      </Table>
      {items.length > shown && (
        <Button className="self-center" onClick={() => setShown(shown + FIRST_ROWS)}>
          {t('more', { count: items.length - shown })}
        </Button>
      )}
      <p className="text-xs text-muted-foreground">
        {t('utc')}
        {outsidePeriod > 0 && <> {t('outside', { count: outsidePeriod })}</>}
        {truncated && <> {t('truncated', { count: items.length })}</>}
      </p>
    </div>
  );
}
