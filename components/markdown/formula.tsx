'use client';

import { useEffect, useRef } from 'react';
import { ScrollRegion } from '@/components/ui/scroll-region';
import { markdownBounds } from './bounds';
import { loadKatex } from './load-katex';
import { useMessage } from './message-context';

type FormulaProps = { source: string; display?: boolean };

/** A formula; its source until KaTeX is there, and where it is none that KaTeX knows. */
export function Formula({ source, display = false }: FormulaProps) {
  const { label, formulas } = useMessage();
  const drawn = useRef<HTMLSpanElement>(null);

  useEffect(() => {
    const target = drawn.current;
    if (!target || !formulas || source.length > markdownBounds.formula) return;
    let gone = false;
    void loadKatex()
      .then((katex) => {
        if (gone) return;
        // Nothing that leaves the page or takes more than its room: no links, no images, no endless macros.
        katex.render(source, target, {
          displayMode: display,
          throwOnError: true,
          trust: false,
          strict: 'ignore',
          maxExpand: 200,
          maxSize: 20,
        });
      })
      .catch(() => {
        if (!gone) target.textContent = source;
      });
    return () => {
      gone = true;
    };
  }, [source, display, formulas]);

  // What is drawn is KaTeX's: a change of the source makes a new element.
  const formula = (
    <span
      key={source}
      ref={drawn}
      className={display ? undefined : 'font-mono text-[0.9em] [&>.katex]:text-[1.2em]'}
    >
      {source}
    </span>
  );
  if (!display) return formula;
  return (
    <ScrollRegion
      label={label.formula}
      className="overflow-y-hidden py-1 text-center font-mono text-sm whitespace-pre"
    >
      {formula}
    </ScrollRegion>
  );
}
