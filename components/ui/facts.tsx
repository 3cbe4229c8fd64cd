import type { ReactNode } from 'react';
import { cn } from './class-names';

/** What is known of one thing, as names and values beside one another. */
export function Facts({ children }: { children: ReactNode }) {
  return <dl className="grid grid-cols-2 gap-x-6 gap-y-3.5 text-sm sm:grid-cols-3">{children}</dl>;
}

type FactProps = {
  label: string;
  /** The value is an identifier or a path. */
  mono?: boolean;
  className?: string;
  children: ReactNode;
};

export function Fact({ label, mono, className, children }: FactProps) {
  return (
    <div className={cn('min-w-0', className)}>
      <dt className="text-xs text-muted-foreground">{label}</dt>
      <dd className={mono ? 'mt-0.5 font-mono text-xs leading-5 wrap-anywhere' : 'mt-0.5 wrap-anywhere'}>
        {children}
      </dd>
    </div>
  );
}

type DetailSectionProps = { title: string; description?: string; children: ReactNode };

/** A titled part of a drawer with details. */
export function DetailSection({ title, description, children }: DetailSectionProps) {
  return (
    <section>
      <h3 className="text-sm font-semibold tracking-tight">{title}</h3>
      {description && <p className="mt-0.5 text-xs text-muted-foreground">{description}</p>}
      <div className="mt-3">{children}</div>
    </section>
  );
}
