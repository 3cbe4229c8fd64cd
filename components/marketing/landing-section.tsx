import type { ReactNode } from 'react';
import { cn } from '@/components/ui/class-names';

type LandingSectionProps = {
  id?: string;
  /** On paper instead of on the loom's ground. */
  raised?: boolean;
  /** Of the content. */
  className?: string;
  children: ReactNode;
};

/** A band across the landing page. */
export function LandingSection({ id, raised, className, children }: LandingSectionProps) {
  return (
    <section id={id} className={cn('scroll-mt-14 border-t', raised && 'bg-surface')}>
      <div className={cn('mx-auto max-w-6xl px-4 py-20 sm:px-6', className)}>{children}</div>
    </section>
  );
}
