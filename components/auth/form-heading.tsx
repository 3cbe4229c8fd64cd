import type { ReactNode } from 'react';

/** Name of a sign-in page and the sentence under it. */
export function FormHeading({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div>
      <h1 className="text-2xl font-semibold tracking-[-0.025em]">{title}</h1>
      {children && <p className="mt-1.5 text-sm leading-relaxed text-muted-foreground">{children}</p>}
    </div>
  );
}
