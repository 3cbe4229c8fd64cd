'use client';

import { Wrench } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Markdown } from '@/components/markdown/markdown';
import { cn } from '@/components/ui/class-names';
import { indentedJson } from './indented-json';
import { MediaPiece } from './media-piece';
import { RawText } from './raw-text';
import type { Piece } from './turn';

/** One piece of a turn. Words are prose, JSON is code, and neither is taken for the other. */
export function TurnPiece({ piece }: { piece: Piece }) {
  const t = useTranslations('logDetails.conversation');
  switch (piece.type) {
    case 'text':
      return indentedJson(piece.text) === null ? (
        <Markdown text={piece.text} className="text-sm leading-relaxed" />
      ) : (
        <RawText text={piece.text} label={t('json')} />
      );
    case 'reasoning':
      return (
        <Disclosure summary={t('reasoning')}>
          <Markdown text={piece.text} className="text-[13px] leading-relaxed text-muted-foreground" />
        </Disclosure>
      );
    case 'call':
      return (
        <ToolFrame name={piece.name} what={t('call')}>
          {piece.arguments !== '' && (
            <RawText text={piece.arguments} label={t('arguments', { name: piece.name })} />
          )}
        </ToolFrame>
      );
    case 'result':
      return (
        <ToolFrame name={piece.name} what={t(piece.failed ? 'failedResult' : 'result')} failed={piece.failed}>
          <RawText text={piece.text} label={t('resultOf', { name: piece.name })} />
        </ToolFrame>
      );
    case 'media':
      return <MediaPiece media={piece} />;
    case 'other':
      return (
        <Disclosure summary={t('other')}>
          <RawText text={piece.json} label={t('other')} />
        </Disclosure>
      );
  }
}

type ToolFrameProps = { name: string; what: string; failed?: boolean; children: ReactNode };

function ToolFrame({ name, what, failed, children }: ToolFrameProps) {
  return (
    <div className="min-w-0">
      <p
        className={cn(
          'mb-1.5 flex min-w-0 items-center gap-1.5 text-xs',
          failed ? 'text-danger' : 'text-muted-foreground',
        )}
      >
        <Wrench aria-hidden="true" className="size-3.5 shrink-0" />
        {what}
        <code className="min-w-0 truncate font-mono text-foreground">{name}</code>
      </p>
      {children}
    </div>
  );
}

function Disclosure({ summary, children }: { summary: string; children: ReactNode }) {
  return (
    <details className="min-w-0 rounded-lg border px-3.5 py-2 pointer-coarse:py-0">
      <summary className="text-xs font-medium text-muted-foreground pointer-coarse:py-3">{summary}</summary>
      <div className="mt-2 pb-1">{children}</div>
    </details>
  );
}
