'use client';

import { useTranslations } from 'next-intl';
import type { ComponentProps } from 'react';
import { cn } from './class-names';
import { ScrollRegion } from './scroll-region';

type TableProps = ComponentProps<'table'> & {
  /** Names the table for screen readers; it is also the name of the scrolling region around it. */
  label: string;
};

/** A table that scrolls sideways inside its own frame when the screen is narrow. */
export function Table({ label, className, ...props }: TableProps) {
  return (
    <ScrollRegion label={label} className="rounded-lg border bg-surface shadow-card">
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

export function TableCell({ className, ...props }: ComponentProps<'td'>) {
  return (
    <td className={cn('h-12 px-2 py-2 align-middle first:pl-4 last:pr-4 sm:px-3', className)} {...props} />
  );
}
