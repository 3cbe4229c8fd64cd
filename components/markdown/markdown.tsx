'use client';

import { lazy, Suspense } from 'react';
import { cn } from '@/components/ui/class-names';
import { markdownBounds } from './bounds';
import { loadMarkdown } from './load-markdown';
import { PlainText } from './plain-text';

const MarkdownDocument = lazy(loadMarkdown);

type MarkdownProps = {
  text: string;
  /** The message is still arriving: its end is shown as if it were whole. */
  streaming?: boolean;
  className?: string;
};

/**
 * A message of a model or a person as its author meant it: headings, lists, tables, code, links, maths. It is never
 * taken for HTML, and nothing in it is fetched. Longer than the bounds, it is the plain text that it is.
 */
export function Markdown({ text, streaming = false, className }: MarkdownProps) {
  const plain = <PlainText text={text} />;
  return (
    <div className={cn('flex min-w-0 flex-col gap-3 text-[15px] leading-[1.7]', className)}>
      {text.length > markdownBounds.message ? (
        plain
      ) : (
        <Suspense fallback={plain}>
          <MarkdownDocument text={text} streaming={streaming} />
        </Suspense>
      )}
    </div>
  );
}
