'use client';

import { useTranslations } from 'next-intl';
import { memo, useMemo, useRef } from 'react';
import { BlockTokens } from './block-tokens';
import { markdownBounds } from './bounds';
import { completeTail } from './complete-tail';
import { FencedCode } from './fenced-code';
import { Formula } from './formula';
import { countFormulas } from './formula-syntax';
import { definitionsIn, joinDefinitions } from './link-definitions';
import type { MarkdownBlock } from './markdown-block';
import { type MessageContext, MessageProvider } from './message-context';
import { parseMarkdown } from './parse-markdown';
import { PlainText } from './plain-text';
import { type SplitMessage, splitBlocks } from './split-blocks';

type MarkdownDocumentProps = { text: string; streaming: boolean };

/** A message within the bounds, block by block: while it grows, only its last block is parsed and drawn again. */
export function MarkdownDocument({ text, streaming }: MarkdownDocumentProps) {
  const t = useTranslations('markdown');
  const split = useSplit(text);
  const definitions = useDefinitions(split);
  const formulas = useMemo(() => countFormulas(text) <= markdownBounds.formulas, [text]);
  const message: MessageContext = useMemo(
    () => ({
      label: { code: t('code'), formula: t('formula'), table: t('table'), image: t('image') },
      definitions,
      formulas,
    }),
    [t, definitions, formulas],
  );
  return (
    <MessageProvider value={message}>
      {split.blocks.map((block) => {
        const settled = block.settled || !streaming;
        return <Block key={block.start} {...block} settled={settled} definitions={definitions} />;
      })}
    </MessageProvider>
  );
}

type BlockProps = MarkdownBlock & Pick<MessageContext, 'definitions'>;

const Block = memo(function Block({ kind, text, language, settled, definitions }: BlockProps) {
  if (kind === 'code') return <FencedCode code={text} language={language} settled={settled} />;
  if (kind === 'formula') return <Formula source={text} display />;
  const tokens = parseMarkdown(settled ? text : completeTail(text), definitions);
  return tokens ? <BlockTokens tokens={tokens} settled={settled} /> : <PlainText text={text} />;
});

/** The message's blocks; those of the last time are taken over where it only grew. */
function useSplit(text: string): SplitMessage {
  const last = useRef<SplitMessage>(undefined);
  return useMemo(() => {
    last.current = splitBlocks(text, last.current);
    return last.current;
  }, [text]);
}

/** The same object as long as nothing new was defined, so that settled blocks stay as they are. */
function useDefinitions({ blocks }: SplitMessage): MessageContext['definitions'] {
  const last = useRef(joinDefinitions([]));
  return useMemo(() => {
    const found = joinDefinitions(
      blocks.filter(({ kind }) => kind === 'markdown').map(({ text }) => definitionsIn(text)),
    );
    if (JSON.stringify(found) !== JSON.stringify(last.current)) last.current = found;
    return last.current;
  }, [blocks]);
}
