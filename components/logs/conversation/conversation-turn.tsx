'use client';

import { useTranslations } from 'next-intl';
import { cn } from '@/components/ui/class-names';
import type { Turn } from './turn';
import { TurnPiece } from './turn-piece';

type ConversationTurnProps = {
  turn: Turn;
  /** What this request was answered, not an answer that it repeats. */
  isAnswer: boolean;
};

/** What one side said. Turns out of sight are not laid out. */
export function ConversationTurn({ turn, isAnswer }: ConversationTurnProps) {
  const t = useTranslations('logDetails.conversation');
  return (
    <li
      data-role={turn.role}
      className={cn(
        'border-l-2 pl-4 [contain-intrinsic-size:auto_6rem] [content-visibility:auto]',
        isAnswer ? 'border-thread' : 'border-border-strong',
      )}
    >
      <p className={cn('mb-1.5 text-xs font-medium', isAnswer ? 'text-thread' : 'text-muted-foreground')}>
        {t(isAnswer ? 'roles.answer' : `roles.${turn.role}`)}
      </p>
      <div className="flex min-w-0 flex-col gap-3">
        {turn.pieces.map((piece, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces are known by their order and never move.
          <TurnPiece key={index} piece={piece} />
        ))}
      </div>
    </li>
  );
}
