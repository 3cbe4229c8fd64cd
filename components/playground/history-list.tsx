'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { toast } from 'sonner';
import { Input } from '@/components/ui/input';
import type { ConversationStore } from './conversation-store';
import { HistoryRow } from './history-row';
import type { Summary } from './storage/stored-conversation';

type HistoryListProps = {
  store: ConversationStore;
  summaries: readonly Summary[];
  openId: string | undefined;
  onOpen: (id: string) => void;
};

/** From this many on, they are searched. */
const searchedFrom = 8;

/** The conversations that are kept, to go on with, rename and delete. */
export function HistoryList({ store, summaries, openId, onOpen }: HistoryListProps) {
  const t = useTranslations('playground');
  const common = useTranslations('common');
  const [search, setSearch] = useState('');
  const words = search.trim().toLowerCase();
  const found = summaries.filter(({ title }) => title.toLowerCase().includes(words));

  async function remove(id: string) {
    const removed = await store.remove(id);
    if (!removed) return;
    toast(t('conversationDeleted'), {
      action: { label: t('undo'), onClick: () => void store.restore(removed) },
    });
  }

  return (
    <>
      {summaries.length >= searchedFrom && (
        <div className="border-b p-2">
          <Input
            type="search"
            aria-label={t('findConversation')}
            placeholder={t('findConversation')}
            value={search}
            onChange={(event) => setSearch(event.target.value)}
          />
        </div>
      )}
      {found.length === 0 ? (
        <p className="px-4 py-6 text-center text-sm text-muted-foreground">
          {summaries.length === 0 ? t('noHistory') : common('nothingFound')}
        </p>
      ) : (
        <ul aria-label={t('history')} className="min-h-0 flex-1 overflow-y-auto p-1">
          {found.map((summary) => (
            <HistoryRow
              key={summary.id}
              summary={summary}
              current={summary.id === openId}
              onOpen={() => onOpen(summary.id)}
              onRename={(name) => void store.rename(summary.id, name)}
              onRemove={() => void remove(summary.id)}
            />
          ))}
        </ul>
      )}
      <p className="border-t px-4 py-2.5 text-xs leading-relaxed text-muted-foreground">{t('historyNote')}</p>
    </>
  );
}
