'use client';

import { useTranslations } from 'next-intl';
import type { ComponentProps } from 'react';
import { cn } from './class-names';
import { ScrollRegion } from './scroll-region';

type TableProps = ComponentProps<'table'> & {
  /** Names the table for screen readers; it is also the name of the scrolling region around it. */
  label: string;
};

/**
 * A table that scrolls sideways inside its own frame rather than widen the page. It should not have to: columns leave
 * by the width of the frame (`@max-2xl:hidden`), not of the window, of which a sidebar may take a part.
 */
export function Table({ label, className, ...props }: TableProps) {
  return (
    <ScrollRegion label={label} className="@container rounded-lg border bg-surface shadow-card">
      <table className={cn('w-full border-collapse text-sm', className)} {...props} />
    </ScrollRegion>
  );
}

export function TableHead(props: ComponentProps<'thead'>) {
  return <thead {...props} />;
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
        'h-9 bg-sunken/60 px-2 text-left text-xs sm:px-3 font-medium whitespace-nowrap text-muted-foreground first:pl-4 last:pr-4',
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
  /** It takes the room that the other columns leave, and no more: what is longer wraps or is cut. */
  fill?: boolean;
};

export function TableCell({ className, fill, ...props }: TableCellProps) {
  return (
    <td
      className={cn(
        'h-12 px-2 py-2 align-middle first:pl-4 last:pr-4 sm:px-3',
        fill && 'w-full max-w-0 @2xl:min-w-40',
        className,
      )}
      {...props}
    />
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
