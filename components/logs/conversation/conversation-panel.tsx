'use client';

import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Segmented } from '@/components/ui/segmented';
import { ConversationTurn } from './conversation-turn';
import { RawText } from './raw-text';
import { type Conversation, readConversation } from './read-conversation';

const views = ['conversation', 'request', 'response'] as const;
type View = (typeof views)[number];

/** Turns before the last that are shown at first. */
const shownAtFirst = 12;

type ConversationPanelProps = {
  dialect: string;
  stream: boolean;
  content: { request: string; response: string };
};

/** Prompt and answer as people read them, and as they were sent. */
export function ConversationPanel({ dialect, stream, content }: ConversationPanelProps) {
  const t = useTranslations('logDetails.conversation');
  const conversation = useMemo(
    () => readConversation({ dialect, stream, ...content }),
    [dialect, stream, content],
  );
  const [chosen, setChosen] = useState<View>('conversation');
  const view = conversation === null && chosen === 'conversation' ? 'request' : chosen;
  return (
    <div>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <Segmented
          aria-label={t('view')}
          value={view}
          onValueChange={setChosen}
          options={views
            .filter((option) => option !== 'conversation' || conversation !== null)
            .map((option) => ({ value: option, label: t(`views.${option}`) }))}
        />
      </div>
      {conversation === null && <p className="mt-3 text-xs text-muted-foreground">{t('unreadable')}</p>}
      <div className="mt-4">
        {view === 'conversation' && conversation !== null ? (
          <Turns conversation={conversation} stream={stream} />
        ) : (
          <RawText
            text={view === 'response' ? content.response : content.request}
            label={t(view === 'response' ? 'views.response' : 'views.request')}
          />
        )}
      </div>
    </div>
  );
}

function Turns({ conversation, stream }: { conversation: Conversation; stream: boolean }) {
  const t = useTranslations('logDetails.conversation');
  const [all, setAll] = useState(false);
  const { asked, answered, earlierTurns } = conversation;
  const shown = all ? asked : asked.slice(-shownAtFirst);
  const hidden = asked.length - shown.length;
  return (
    <>
      {hidden > 0 && (
        <Button size="small" className="mb-4" onClick={() => setAll(true)}>
          {t('showEarlier', { count: hidden })}
        </Button>
      )}
      {hidden === 0 && earlierTurns > 0 && (
        <p className="mb-4 text-xs text-muted-foreground">{t('earlierTurns', { count: earlierTurns })}</p>
      )}
      <ol aria-label={t('views.conversation')} className="flex flex-col gap-5">
        {[...shown, ...answered].map((turn, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: turns are known by their order and never move.
          <ConversationTurn key={index} turn={turn} isAnswer={index >= shown.length} />
        ))}
      </ol>
      {answered.length === 0 && <p className="mt-5 text-sm text-muted-foreground">{t('noAnswer')}</p>}
      {answered.length > 0 && stream && <p className="mt-3 text-xs text-muted-foreground">{t('ofStream')}</p>}
    </>
  );
}
