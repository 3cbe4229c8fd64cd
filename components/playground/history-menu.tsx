'use client';

import { History } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { lazy, Suspense, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Popover, PopoverContent, PopoverTrigger } from '@/components/ui/popover';
import type { ConversationStore } from './conversation-store';
import type { Summary } from './storage/stored-conversation';

const HistoryList = lazy(async () => ({ default: (await import('./history-list')).HistoryList }));

type HistoryMenuProps = {
  store: ConversationStore;
  summaries: readonly Summary[];
  openId: string | undefined;
  onOpen: (id: string) => void;
};

/** The conversations that this browser keeps. */
export function HistoryMenu({ store, summaries, openId, onOpen }: HistoryMenuProps) {
  const t = useTranslations('playground');
  const [open, setOpen] = useState(false);
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <Button size="small" aria-label={t('history')}>
          <History aria-hidden="true" />
          <span className="max-sm:hidden">{t('history')}</span>
        </Button>
      </PopoverTrigger>
      <PopoverContent
        align="end"
        aria-label={t('history')}
        className="flex max-h-[min(32rem,var(--radix-popover-content-available-height))] w-[min(24rem,calc(100vw-1.5rem))] flex-col p-0"
      >
        <Suspense>
          <HistoryList
            store={store}
            summaries={summaries}
            openId={openId}
            onOpen={(id) => {
              setOpen(false);
              onOpen(id);
            }}
          />
        </Suspense>
      </PopoverContent>
    </Popover>
  );
}
