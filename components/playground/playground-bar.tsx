'use client';

import { SlidersHorizontal, SquarePen } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { Sheet, SheetContent, SheetTrigger } from '@/components/ui/sheet';

type PlaygroundBarProps = {
  /** What the conversation is about; empty before the first question. */
  subject: string;
  onNew: () => void;
  /** Nothing was said yet: there is nothing to leave. */
  fresh: boolean;
  history: ReactNode;
  code: ReactNode;
  settings: ReactNode;
};

/** The page's name and what can be done, above the conversation and always in sight. */
export function PlaygroundBar({ subject, onNew, fresh, history, code, settings }: PlaygroundBarProps) {
  const t = useTranslations('playground');
  return (
    <header className="flex min-h-14 shrink-0 items-center gap-2 border-b px-4 py-2 sm:px-6">
      <h1 className="shrink-0 text-lg font-semibold tracking-[-0.015em] sm:text-xl">{t('title')}</h1>
      <p
        title={subject}
        className="mr-auto min-w-0 truncate pt-0.5 text-sm text-muted-foreground max-md:invisible"
      >
        {subject}
      </p>
      <Button size="small" aria-label={t('newConversation')} disabled={fresh} onClick={onNew}>
        <SquarePen aria-hidden="true" />
        <span className="max-xl:hidden">{t('newConversation')}</span>
      </Button>
      {history}
      {code}
      <Sheet>
        <SheetTrigger asChild>
          <Button size="small" aria-label={t('settings')} className="lg:hidden">
            <SlidersHorizontal aria-hidden="true" />
            <span className="max-sm:hidden">{t('settings')}</span>
          </Button>
        </SheetTrigger>
        <SheetContent title={t('settings')} className="max-w-sm">
          {settings}
        </SheetContent>
      </Sheet>
    </header>
  );
}
