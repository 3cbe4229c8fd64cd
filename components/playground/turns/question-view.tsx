'use client';

import { Pencil, RotateCcw, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { memo, useState } from 'react';
import { PlainText } from '@/components/markdown/plain-text';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import type { Question } from '../conversation/conversation';
import type { PathTurn } from '../conversation/turn-tree';
import type { ConversationActions } from '../conversation-actions';
import { QuestionEditor } from './question-editor';
import { QuestionImages } from './question-images';
import { SiblingSwitch } from './sibling-switch';
import { TurnButton } from './turn-button';
import { useRemoveTurn } from './use-remove-turn';

/** In characters; a longer question is folded. */
const foldedFrom = 1500;

type QuestionViewProps = Pick<PathTurn, 'parentId' | 'siblings'> & {
  question: Question;
  /** It got no answer, and what follows it is asked without it. */
  leftOut: boolean;
  /** Nothing follows it: it can be asked again. */
  unanswered: boolean;
  /** An answer is under way, and nothing can be changed. */
  busy: boolean;
  actions: ConversationActions;
};

export const QuestionView = memo(function QuestionView(props: QuestionViewProps) {
  const { question, parentId, siblings, leftOut, unanswered, busy, actions } = props;
  const t = useTranslations('playground');
  const [editing, setEditing] = useState(false);
  const [unfolded, setUnfolded] = useState(false);
  const removeTurn = useRemoveTurn(actions);
  const { id, text, images } = question;
  const foldable = text.length > foldedFrom;
  return (
    <li className="group/turn flex flex-col items-end gap-1.5">
      <span className="sr-only">{t('you')}</span>
      <QuestionImages images={images} />
      {editing ? (
        <QuestionEditor
          text={text}
          onCancel={() => setEditing(false)}
          onSave={(next) => {
            setEditing(false);
            void actions.edit(id, next);
          }}
        />
      ) : (
        text && (
          <div className="max-w-[85%] min-w-0 overflow-hidden rounded-2xl rounded-br-md bg-muted px-4 py-2.5 text-[15px] leading-[1.7]">
            <div className={foldable && !unfolded ? 'max-h-60 overflow-hidden mask-b-from-75%' : undefined}>
              <PlainText text={text} />
            </div>
            {foldable && (
              <Button variant="link" size="small" className="mt-1" onClick={() => setUnfolded(!unfolded)}>
                {unfolded ? t('showLess') : t('showAll')}
              </Button>
            )}
          </div>
        )
      )}
      {leftOut && <p className="text-xs text-muted-foreground">{t('leftOut')}</p>}
      {!editing && (
        <div className="-mr-1.5 flex items-center">
          <SiblingSwitch
            turn={question}
            {...{ parentId, siblings }}
            disabled={busy}
            onChoose={actions.choose}
          />
          {unanswered && (
            <TurnButton
              label={t('askAgain')}
              Icon={RotateCcw}
              disabled={busy}
              onClick={() => void actions.retry(id)}
            />
          )}
          {text && <CopyButton text={text} label={t('question')} />}
          <TurnButton
            label={t('editQuestion')}
            Icon={Pencil}
            disabled={busy}
            onClick={() => setEditing(true)}
          />
          <TurnButton label={t('deleteTurn')} Icon={Trash2} disabled={busy} onClick={() => removeTurn(id)} />
        </div>
      )}
    </li>
  );
});
