import type { ReactNode } from 'react';

type SectionHeaderProps = { title: string; description: string; children?: ReactNode };

/** Name of a part of the settings, what it is for, and what can be done. */
export function SectionHeader({ title, description, children }: SectionHeaderProps) {
  return (
    <div className="mb-4 flex flex-wrap items-end justify-between gap-3">
      <div>
        <h2 className="text-base font-semibold tracking-tight">{title}</h2>
        <p className="mt-0.5 max-w-2xl text-[13px] text-muted-foreground">{description}</p>
      </div>
      {children}
    </div>
  );
}
