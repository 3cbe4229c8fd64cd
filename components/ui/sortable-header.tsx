'use client';

import { ArrowDown, ArrowUp, ChevronsUpDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from './class-names';
import { TableHeader } from './table';

type SortableHeaderProps = {
  /** Undefined where the table is sorted by another column. */
  sorted: 'ascending' | 'descending' | undefined;
  onSort: () => void;
  /** A column of numbers. */
  right?: boolean;
  /** What the column says, where its name is short. */
  title?: string;
  className?: string;
  children: ReactNode;
};

/** The head of a column that the table can be sorted by. */
export function SortableHeader({ sorted, onSort, right, title, className, children }: SortableHeaderProps) {
  const Icon = sorted === undefined ? ChevronsUpDown : sorted === 'ascending' ? ArrowUp : ArrowDown;
  return (
    <TableHeader aria-sort={sorted} title={title} className={cn(right && 'text-right', className)}>
      <button
        type="button"
        onClick={onSort}
        className={cn(
          'finger-room group/sort relative inline-flex items-center gap-1 rounded-sm hover:text-foreground',
          right && 'flex-row-reverse',
          sorted && 'text-foreground',
        )}
      >
        {children}
        <Icon
          aria-hidden="true"
          className={cn(
            'size-3 shrink-0',
            sorted === undefined &&
              'opacity-0 group-hover/sort:opacity-60 group-focus-visible/sort:opacity-60',
          )}
        />
      </button>
    </TableHeader>
  );
}
