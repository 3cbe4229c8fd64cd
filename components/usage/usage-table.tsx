'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useQueryStates } from 'nuqs';
import { useState } from 'react';
import { useNumberFormats } from '@/components/format/use-number-formats';
import type { LogsAddress } from '@/components/logs/logs-href';
import { priceHref } from '@/components/models/price-href';
import { useMay, useTenant } from '@/components/shell/session';
import { Button } from '@/components/ui/button';
import { rowTriggerClasses } from '@/components/ui/row-trigger';
import { SortableHeader } from '@/components/ui/sortable-header';
import {
  Table,
  TableBody,
  TableCell,
  TableFoot,
  TableHead,
  TableHeader,
  TableRow,
} from '@/components/ui/table';
import { columnClass, columnOf } from './column-classes';
import type { Dimension, UsageRow, UsageTotals } from './dimension';
import { addsUp, amountOf, type Measure } from './measure';
import { RowName } from './row-name';
import { ShareBar } from './share-bar';
import { sortParsers } from './sort-parsers';
import { sortRows, type UsageColumn } from './sort-rows';
import { UsageCells } from './usage-cells';

/** More rows than people read at once are drawn only when they are asked for. */
const mostRows = 100;

const numberColumns: readonly UsageColumn[] = [
  'requests',
  'failures',
  'inputTokens',
  'outputTokens',
  'latencyP50',
  'latencyP95',
  'firstByte',
  'cost',
];

type UsageTableProps = {
  by: Dimension;
  measure: Measure;
  rows: readonly UsageRow[];
  /** Of all requests, and of those of rows that are not listed, if any are not. */
  totals: UsageTotals;
  others: UsageTotals | null;
  /** The requests behind a row; of `null`, those of all rows. */
  hrefOf: (row: UsageRow | null, address?: LogsAddress) => string | null;
};

/** Usage by one dimension. */
export function UsageTable({ by, measure, rows, totals, others, hrefOf }: UsageTableProps) {
  const t = useTranslations('usage');
  const tenant = useTenant();
  const mayPrice = useMay('prices:write');
  const { percent } = useNumberFormats();
  const [{ sort, order }, setSort] = useQueryStates(sortParsers);
  const [all, setAll] = useState(false);
  const column = sort ?? (by === 'day' ? 'name' : columnOf[measure]);
  const direction = order ?? (column === 'name' ? 'asc' : 'desc');
  const sorted = sortRows(rows, column, direction);
  const shown = all ? sorted : sorted.slice(0, mostRows);
  const amounts = rows.map((row) => amountOf(measure, row) ?? 0);
  const whole = addsUp(measure) ? (amountOf(measure, totals) ?? 0) : Math.max(0, ...amounts);
  const shareOf = (row: UsageRow) => (whole > 0 ? (amountOf(measure, row) ?? 0) / whole : 0);

  function header(next: UsageColumn, right: boolean) {
    const first = next === 'name' ? 'asc' : 'desc';
    const isSorted = next === column;
    return (
      <SortableHeader
        key={next}
        right={right}
        title={t(`columnTitles.${next}`)}
        className={columnClass(next, measure)}
        sorted={isSorted ? (direction === 'asc' ? 'ascending' : 'descending') : undefined}
        onSort={() =>
          void setSort({ sort: next, order: isSorted ? (direction === 'asc' ? 'desc' : 'asc') : first })
        }
      >
        {next === 'name' ? t(`dimensions.${by}`) : t(`columns.${next}`)}
      </SortableHeader>
    );
  }

  return (
    <>
      <Table tall label={t('tableLabel', { dimension: t(`dimensions.${by}`) })}>
        <TableHead>
          <TableRow>
            {header('name', false)}
            {numberColumns.map((entry) => header(entry, true))}
            <TableHeader className="w-52 @max-3xl:hidden">
              {t(addsUp(measure) ? 'shareOf' : 'compared', { measure: t(`measures.${measure}`) })}
            </TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {shown.map((row) => {
            const href = hrefOf(row);
            return (
              <TableRow key={row.value ?? 'none'} className="relative hover:bg-muted/40">
                <TableCell fill className="font-medium">
                  {href ? (
                    <Link href={href} className={rowTriggerClasses}>
                      <RowName by={by} row={row} />
                    </Link>
                  ) : (
                    <RowName by={by} row={row} />
                  )}
                </TableCell>
                <UsageCells
                  measure={measure}
                  totals={row}
                  hrefOf={(address) => hrefOf(row, address)}
                  priceHref={
                    by === 'model' && row.value !== null && mayPrice
                      ? priceHref(tenant, { model: row.value })
                      : null
                  }
                />
                <TableCell className="@max-3xl:hidden">
                  <ShareBar share={shareOf(row)} text={addsUp(measure) ? percent(shareOf(row)) : null} />
                </TableCell>
              </TableRow>
            );
          })}
          {others && shown.length === sorted.length && (
            <TableRow>
              <TableCell className="text-muted-foreground">{t('rest')}</TableCell>
              <UsageCells measure={measure} totals={others} hrefOf={() => null} />
              <TableCell className="@max-3xl:hidden" />
            </TableRow>
          )}
        </TableBody>
        <TableFoot>
          <TableRow>
            <TableCell>{t('total')}</TableCell>
            <UsageCells measure={measure} totals={totals} hrefOf={(address) => hrefOf(null, address)} />
            <TableCell className="@max-3xl:hidden" />
          </TableRow>
        </TableFoot>
      </Table>
      {shown.length < sorted.length && (
        <div className="mt-3 flex justify-center">
          <Button onClick={() => setAll(true)}>{t('showAll', { count: sorted.length })}</Button>
        </div>
      )}
    </>
  );
}
