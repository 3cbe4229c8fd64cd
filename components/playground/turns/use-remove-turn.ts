'use client';

import { useTranslations } from 'next-intl';
import { toast } from 'sonner';
import type { ConversationActions } from '../conversation-actions';

/** Deletes a turn with all that follows it, and offers to take that back. */
export function useRemoveTurn({ remove, restore }: ConversationActions): (id: string) => void {
  const t = useTranslations('playground');
  return (id) => {
    const removed = remove(id);
    if (!removed) return;
    toast(t('turnsDeleted', { count: Object.keys(removed.tree.turns).length }), {
      action: { label: t('undo'), onClick: () => restore(removed) },
    });
  };
}
