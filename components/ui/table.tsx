'use client';

import { useTranslations } from 'next-intl';
import type { ComponentProps } from 'react';
import { cn } from './class-names';
import { ScrollRegion } from './scroll-region';

type TableProps = ComponentProps<'table'> & {
  /** Names the table for screen readers; it is also the name of the scrolling region around it. */
  label: string;
  /** Of many rows: they scroll between a head and a foot that stay, in a frame no higher than the window. */
  tall?: boolean;
};

/**
 * A table that scrolls sideways inside its own frame rather than widen the page. It should not have to: columns leave
 * by the width of the frame (`@max-2xl:hidden`), not of the window, of which a sidebar may take a part.
 */
export function Table({ label, tall, className, ...props }: TableProps) {
  return (
    <ScrollRegion
      label={label}
      data-tall={tall || undefined}
      className={cn(
        '@container rounded-lg border bg-surface shadow-card',
        tall && 'max-h-[max(24rem,80dvh)] overflow-y-auto',
      )}
    >
      <table className={cn('w-full border-collapse text-sm', className)} {...props} />
    </ScrollRegion>
  );
}

export function TableHead({ className, ...props }: ComponentProps<'thead'>) {
  return (
    <thead className={cn('in-data-tall:sticky in-data-tall:top-0 in-data-tall:z-10', className)} {...props} />
  );
}

/** What all rows come to. */
export function TableFoot({ className, ...props }: ComponentProps<'tfoot'>) {
  return (
    <tfoot
      className={cn(
        'font-medium in-data-tall:sticky in-data-tall:bottom-0 in-data-tall:z-10 [&>tr]:border-b-0 [&_:is(td,th)]:bg-sunken [&_:is(td,th)]:shadow-[inset_0_1px_0_var(--border-strong)]',
        className,
      )}
      {...props}
    />
  );
}

export function TableBody({ className, ...props }: ComponentProps<'tbody'>) {
  return <tbody className={cn('[&>tr:last-child]:border-b-0', className)} {...props} />;
}

export function TableRow({ className, ...props }: ComponentProps<'tr'>) {
  return <tr className={cn('border-b transition-colors', className)} {...props} />;
}

export function TableHeader({ className, ...props }: ComponentProps<'th'>) {
  return (
    <th
      scope="col"
      className={cn(
        'h-9 bg-[color-mix(in_oklch,var(--sunken)_60%,var(--surface))] px-2 text-left text-xs sm:px-3 font-medium whitespace-nowrap text-muted-foreground first:pl-4 last:pr-4',
        className,
      )}
      {...props}
    />
  );
}

/** The head of the column with each row's actions: it has a name, but needs no sign. */
export function TableActionsHeader() {
  const t = useTranslations('common');
  return (
    <TableHeader>
      <span className="sr-only">{t('actions')}</span>
    </TableHeader>
  );
}

type TableCellProps = ComponentProps<'td'> & {
  /**
   * The column that gives way where there is not room for all: what is longer wraps or is cut. Where there is room it
   * takes what its longest value needs, and what is left over is shared out among all columns. In a narrow frame it
   * has all that the others leave.
   */
  fill?: boolean;
};

export function TableCell({ className, fill, children, ...props }: TableCellProps) {
  return (
    <td
      className={cn(
        'h-12 px-2 py-2 align-middle first:pl-4 last:pr-4 sm:px-3',
        fill && '@max-2xl:w-full @max-2xl:max-w-0 @2xl:min-w-40',
        className,
      )}
      {...props}
    >
      {fill ? (
        // Asks for the width of its contents and needs none: a table cannot tell that from `width` and `max-width`.
        <div className="grid grid-cols-[minmax(0,max-content)] @max-2xl:grid-cols-[minmax(0,1fr)]">
          <div className="min-w-0">{children}</div>
        </div>
      ) : (
        children
      )}
    </td>
  );
}

/** The end of a row, with what can be done with it. Its icons, not their buttons, keep the frame's distance. */
export function TableActionsCell({ className, ...props }: ComponentProps<'td'>) {
  return (
    <TableCell
      className={cn('text-right whitespace-nowrap last:pr-2 pointer-coarse:last:pr-1', className)}
      {...props}
    />
  );
}

/** Under a row's name in a narrow frame: what wider ones have in columns of their own. */
export function TableCellNote({ className, ...props }: ComponentProps<'p'>) {
  return (
    <p
      className={cn('text-xs font-normal wrap-anywhere text-muted-foreground @2xl:hidden', className)}
      {...props}
    />
  );
}
