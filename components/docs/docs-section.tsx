import type { ReactNode } from 'react';

type DocsSectionProps = { id: string; title: string; children: ReactNode };

/** A chapter that can be linked to. */
export function DocsSection({ id, title, children }: DocsSectionProps) {
  return (
    <section id={id} aria-labelledby={`${id}-title`} className="scroll-mt-20">
      <h2 id={`${id}-title`} className="text-xl font-semibold tracking-[-0.02em]">
        {title}
      </h2>
      <div className="mt-3 flex flex-col gap-3 text-[15px] leading-relaxed text-muted-foreground">
        {children}
      </div>
    </section>
  );
}
