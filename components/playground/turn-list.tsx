'use client';

import { useTranslations } from 'next-intl';
import { useCallback, useMemo } from 'react';
import type { Conversation, Figures } from './conversation/conversation';
import { pathOf } from './conversation/turn-tree';
import type { ConversationActions } from './conversation-actions';
import type { ConversationStore } from './conversation-store';
import { AnswerView } from './turns/answer-view';
import { QuestionView } from './turns/question-view';

type TurnListProps = { conversation: Conversation; store: ConversationStore; actions: ConversationActions };

/** What was said, along the path that is shown. */
export function TurnList({ conversation, store, actions }: TurnListProps) {
  const t = useTranslations('playground');
  const { id: conversationId, tree } = conversation;
  const path = useMemo(() => pathOf(tree), [tree]);
  const last = path.at(-1)?.turn;
  const busy = last?.role === 'assistant' && last.state === 'streaming';
  const onFigures = useCallback(
    (id: string, figures: Figures) =>
      store.changeAnswer(conversationId, id, (answer) => ({
        ...answer,
        figures: { ...answer.figures, ...figures },
      })),
    [store, conversationId],
  );
  return (
    <>
      <ol aria-label={t('conversation')} className="flex flex-col gap-6">
        {path.map(({ turn, parentId, siblings }, index) => {
          const next = path[index + 1]?.turn;
          const place = { parentId, siblings, busy, actions };
          if (turn.role === 'assistant') {
            return <AnswerView key={turn.id} answer={turn} onFigures={onFigures} {...place} />;
          }
          const answered = next?.role === 'assistant' && (next.text !== '' || next.state === 'streaming');
          const after = path.length - index - (next?.role === 'assistant' ? 2 : 1);
          return (
            <QuestionView
              key={turn.id}
              question={turn}
              leftOut={!answered && after > 0}
              unanswered={next === undefined}
              {...place}
            />
          );
        })}
      </ol>
      <p role="status" className="sr-only">
        {busy ? t('answering') : ''}
      </p>
    </>
  );
}
