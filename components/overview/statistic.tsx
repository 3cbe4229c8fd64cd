'use client';

import Link from 'next/link';
import type { ReactNode } from 'react';

type StatisticProps = {
  label: string;
  value: string;
  /** Where the figure is taken apart. */
  href: string;
  /** Below it: how it compares, and what belongs to it. */
  children?: ReactNode;
};

export function Statistic({ label, value, href, children }: StatisticProps) {
  return (
    <div className="relative min-w-0 bg-surface px-4 py-4 transition-colors hover:bg-muted/40 sm:px-5">
      <dt className="text-[13px] text-muted-foreground">{label}</dt>
      <dd className="mt-1">
        <Link
          href={href}
          className="tabular block truncate text-2xl font-semibold tracking-[-0.03em] after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-ring"
        >
          {value}
        </Link>
        <span className="mt-1 flex min-h-4 flex-wrap items-center gap-x-2 gap-y-0.5 text-xs text-muted-foreground">
          {children}
        </span>
      </dd>
    </div>
  );
}
