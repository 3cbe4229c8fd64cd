'use client';

import { CodeXml, GitBranch, RotateCcw, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { memo } from 'react';
import { LogoMark } from '@/components/brand/logo';
import { Markdown } from '@/components/markdown/markdown';
import { PlainText } from '@/components/markdown/plain-text';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/class-names';
import { CopyButton } from '@/components/ui/copy-button';
import type { Answer, Figures } from '../conversation/conversation';
import type { PathTurn } from '../conversation/turn-tree';
import type { ConversationActions } from '../conversation-actions';
import { AnswerFigures } from './answer-figures';
import { SiblingSwitch } from './sibling-switch';
import { TurnButton } from './turn-button';
import { useRemoveTurn } from './use-remove-turn';

type AnswerViewProps = Pick<PathTurn, 'parentId' | 'siblings'> & {
  answer: Answer;
  /** An answer is under way, this or another one, and nothing can be changed. */
  busy: boolean;
  actions: ConversationActions;
  onFigures: (id: string, figures: Figures) => void;
};

export const AnswerView = memo(function AnswerView(props: AnswerViewProps) {
  const { answer, parentId, siblings, busy, actions, onFigures } = props;
  const t = useTranslations('playground');
  const removeTurn = useRemoveTurn(actions);
  const { id, model, text, reasoning, state, raw } = answer;
  const streaming = state === 'streaming';
  return (
    <li className="flex flex-col gap-2" aria-busy={streaming}>
      <div className="flex min-w-0 items-center gap-2.5">
        <span className="grid size-7 shrink-0 place-items-center rounded-full border bg-surface">
          <LogoMark className={cn('size-4', streaming && 'animate-sheen')} />
        </span>
        <span className="sr-only">{t('answerOf')} </span>
        <span className="min-w-0 truncate text-[13px] font-medium" title={model}>
          {model}
        </span>
      </div>
      <div className="min-w-0 sm:pl-9.5">
        {reasoning && (
          <details className="mb-3 rounded-md border bg-sunken/60 px-3 py-2 text-[13px]" open={text === ''}>
            <summary className="font-medium text-muted-foreground pointer-coarse:py-1.5">
              {t('reasoning')}
            </summary>
            <div className="mt-1.5 leading-relaxed text-muted-foreground">
              <PlainText text={reasoning} />
            </div>
          </details>
        )}
        {streaming && text === '' && reasoning === '' && (
          <div role="status" className="relative my-2 h-0.5 w-28 overflow-hidden rounded-full bg-muted">
            <span className="sr-only">{t('waiting')}</span>
            <span className="absolute top-0 h-full w-1/3 animate-shuttle rounded-full bg-thread" />
          </div>
        )}
        {text &&
          (raw ? (
            <div className="font-mono text-[13px] leading-[1.7]">
              <PlainText text={text} />
            </div>
          ) : (
            <Markdown text={text} streaming={streaming} />
          ))}
        {state === 'failed' && (
          <div
            role="alert"
            className="mt-1 flex flex-wrap items-center justify-between gap-2 rounded-md border border-danger/30 bg-danger-soft px-3 py-2 text-sm text-danger"
          >
            <p className="min-w-0 flex-1 basis-60 wrap-anywhere">{answer.failure}</p>
            <Button size="small" disabled={busy} onClick={() => void actions.retry(id)}>
              <RotateCcw aria-hidden="true" />
              {t('tryAgain')}
            </Button>
          </div>
        )}
        {state === 'stopped' && <p className="mt-1 text-[13px] text-muted-foreground">{t('stopped')}</p>}
        {!streaming && (
          <div className="mt-1.5 flex flex-wrap items-center gap-x-4 gap-y-1">
            <div className="-ml-2 flex items-center pointer-coarse:-ml-3">
              <SiblingSwitch
                turn={answer}
                {...{ parentId, siblings }}
                disabled={busy}
                onChoose={actions.choose}
              />
              {text && <CopyButton text={text} label={t('answer')} />}
              {text && (
                <TurnButton
                  label={t('showRaw')}
                  Icon={CodeXml}
                  pressed={raw}
                  onClick={() => actions.showRaw(id, !raw)}
                />
              )}
              {state !== 'failed' && (
                <TurnButton
                  label={t('retry')}
                  Icon={RotateCcw}
                  disabled={busy}
                  onClick={() => void actions.retry(id)}
                />
              )}
              <TurnButton
                label={t('branch')}
                Icon={GitBranch}
                disabled={busy}
                onClick={() => actions.branch(id)}
              />
              <TurnButton
                label={t('deleteTurn')}
                Icon={Trash2}
                disabled={busy}
                onClick={() => removeTurn(id)}
              />
            </div>
            <AnswerFigures answer={answer} onFigures={onFigures} />
          </div>
        )}
      </div>
    </li>
  );
});
