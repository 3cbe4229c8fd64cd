'use client';

import { ArrowDown } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect } from 'react';
import { Button } from '@/components/ui/button';
import { useFollow } from './use-follow';

type ConversationPaneProps = {
  /** Of the question asked last: another one brings the end into sight. */
  asked: string | undefined;
  children: ReactNode;
};

/** Where a conversation scrolls, on its own: the end stays in sight until the reader leaves it. */
export function ConversationPane({ asked, children }: ConversationPaneProps) {
  const t = useTranslations('playground');
  const { pane, content, atEnd, toEnd } = useFollow();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new question is the reason to go to the end.
  useEffect(() => toEnd(), [asked, toEnd]);
  return (
    <div className="relative min-h-0 flex-1">
      <section
        ref={pane}
        aria-label={t('title')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard.
        tabIndex={0}
        data-testid="conversation-pane"
        // Positioned: else what only screen readers see would make the page itself scroll.
        className="relative h-full overflow-y-auto overscroll-contain outline-offset-[-2px] [overflow-anchor:none]"
      >
        <div ref={content} className="mx-auto w-full max-w-3xl px-4 py-5 sm:px-6">
          {children}
        </div>
      </section>
      {!atEnd && (
        <Button
          size="small"
          className="absolute bottom-3 left-1/2 -translate-x-1/2 animate-fade-in rounded-full shadow-raised"
          onClick={toEnd}
        >
          <ArrowDown aria-hidden="true" />
          {t('toEnd')}
        </Button>
      )}
    </div>
  );
}
