'use client';

import { Pencil, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Time } from '@/components/format/time';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/class-names';
import { Input } from '@/components/ui/input';
import type { Summary } from './storage/stored-conversation';

type HistoryRowProps = {
  summary: Summary;
  /** It is the one that is open. */
  current: boolean;
  onOpen: () => void;
  onRename: (name: string) => void;
  onRemove: () => void;
};

const longestName = 80;

export function HistoryRow({ summary, current, onOpen, onRename, onRemove }: HistoryRowProps) {
  const t = useTranslations('playground');
  const [naming, setNaming] = useState(false);
  const { title, updatedAt } = summary;

  function rename(value: string) {
    setNaming(false);
    const name = value.trim();
    if (name !== '' && name !== title) onRename(name);
  }

  if (naming) {
    return (
      <li className="p-1">
        <Input
          aria-label={t('conversationName')}
          autoFocus
          defaultValue={title}
          maxLength={longestName}
          onBlur={(event) => rename(event.target.value)}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing) return;
            if (event.key === 'Enter') rename(event.currentTarget.value);
            if (event.key !== 'Escape') return;
            event.stopPropagation();
            setNaming(false);
          }}
        />
      </li>
    );
  }
  return (
    <li className={cn('flex items-center rounded-md pr-1 hover:bg-muted', current && 'bg-muted')}>
      <button
        type="button"
        aria-current={current || undefined}
        onClick={onOpen}
        className="flex min-h-11 min-w-0 flex-1 flex-col justify-center rounded-md px-2.5 py-1.5 text-left"
      >
        <span className="block w-full truncate text-sm">{title}</span>
        <span className="text-xs text-muted-foreground">
          <Time value={new Date(updatedAt)} to="minute" />
        </span>
      </button>
      <Button
        variant="ghost"
        size="iconSmall"
        aria-label={t('renameConversation', { title })}
        onClick={() => setNaming(true)}
      >
        <Pencil aria-hidden="true" />
      </Button>
      <Button
        variant="ghost"
        size="iconSmall"
        aria-label={t('deleteConversation', { title })}
        onClick={onRemove}
      >
        <Trash2 aria-hidden="true" />
      </Button>
    </li>
  );
}
