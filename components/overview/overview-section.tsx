import Link from 'next/link';
import type { ReactNode } from 'react';

type OverviewSectionProps = {
  title: string;
  /** Where there is more of it. */
  link: { href: string; label: string };
  children: ReactNode;
};

/** A list on the overview, with the way to the whole of it. */
export function OverviewSection({ title, link, children }: OverviewSectionProps) {
  return (
    <section aria-label={title} className="min-w-0">
      <div className="mb-3 flex items-baseline justify-between gap-4">
        <h2 className="text-sm font-semibold tracking-tight">{title}</h2>
        <Link href={link.href} className="finger-room link-thread relative text-[13px]">
          {link.label}
        </Link>
      </div>
      {children}
    </section>
  );
}

/** Said where a list has nothing to show. */
export function OverviewNothing({ children }: { children: ReactNode }) {
  return (
    <p className="rounded-lg border border-dashed px-4 py-5 text-sm text-muted-foreground">{children}</p>
  );
}
