'use client';

import { ArrowDown, ArrowUp } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { cn } from '@/components/ui/class-names';
import { type LogColumnName, logColumns } from './log-columns';
import type { SortColumn } from './log-parsers';

export type LogSorting = {
  sort: SortColumn;
  order: 'asc' | 'desc';
  onSort: (column: SortColumn) => void;
};

type LogHeadProps = { columns: readonly LogColumnName[] | null; sorting: LogSorting };

/** The head of the list: it stays in sight, and a click on a figure's name orders by it. */
export function LogHead({ columns, sorting }: LogHeadProps) {
  const t = useTranslations('logs');
  if (!columns) {
    return (
      <thead className="sr-only">
        <tr aria-rowindex={1}>
          <th scope="col">{t('request')}</th>
        </tr>
      </thead>
    );
  }
  return (
    <thead className="sticky top-14 z-10 lg:top-0">
      <tr aria-rowindex={1} className="h-9 bg-sunken shadow-[inset_0_-1px_0_var(--color-border)]">
        {columns.map((column) => (
          <LogHeader key={column} column={column} sorting={sorting} />
        ))}
      </tr>
    </thead>
  );
}

function LogHeader({ column, sorting }: { column: LogColumnName; sorting: LogSorting }) {
  const t = useTranslations('logs');
  const definition = logColumns[column];
  const isNumber = 'isNumber' in definition;
  const sort = 'sort' in definition ? definition.sort : undefined;
  const isSorted = sort !== undefined && sorting.sort === sort;
  const Arrow = sorting.order === 'asc' ? ArrowUp : ArrowDown;
  const name = t(`columns.${column}`);
  return (
    <th
      scope="col"
      aria-sort={isSorted ? (sorting.order === 'asc' ? 'ascending' : 'descending') : undefined}
      className={cn(
        'px-2.5 text-left text-xs font-medium whitespace-nowrap text-muted-foreground first:pl-4 last:pr-4',
        isNumber && 'text-right',
      )}
    >
      {sort === undefined ? (
        name
      ) : (
        <button
          type="button"
          onClick={() => sorting.onSort(sort)}
          className={cn(
            'finger-room relative inline-flex h-9 items-center gap-1 rounded hover:text-foreground',
            isSorted && 'text-foreground',
            isNumber && 'flex-row-reverse',
          )}
        >
          {name}
          {isSorted && <Arrow aria-hidden="true" className="size-3" />}
        </button>
      )}
    </th>
  );
}
