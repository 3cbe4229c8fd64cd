import type { Token, Tokens } from 'marked';
import type { ReactNode } from 'react';
import { cn } from '@/components/ui/class-names';
import { markdownBounds } from './bounds';
import { FencedCode } from './fenced-code';
import { InlineTokens } from './inline-tokens';
import { MarkdownTable } from './markdown-table';

type BlockTokensProps = {
  tokens: readonly Token[];
  depth?: number;
  /** Whether nothing in it may still change. */
  settled: boolean;
};

/** Paragraphs, headings, lists, quotes, tables and code. */
export function BlockTokens({ tokens, depth = 0, settled }: BlockTokensProps) {
  return tokens.map((token, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a token is known by its place in the block.
    <BlockToken key={index} token={token} depth={depth} settled={settled} />
  ));
}

/** Headings of an answer stand below the page's own. */
const headings = [
  { Tag: 'h3', look: 'text-lg' },
  { Tag: 'h4', look: 'text-[17px]' },
  { Tag: 'h5', look: 'text-base' },
  { Tag: 'h6', look: 'text-[15px]' },
] as const;

type BlockTokenProps = { token: Token; depth: number; settled: boolean };

function BlockToken({ token, depth, settled }: BlockTokenProps): ReactNode {
  if (depth > markdownBounds.depth) return <p className="whitespace-pre-wrap">{token.raw}</p>;
  switch (token.type) {
    case 'space':
    case 'def':
    case 'checkbox':
      return null;
    case 'paragraph':
      return (
        <p className="whitespace-pre-line wrap-anywhere">
          <InlineTokens tokens={token.tokens} depth={depth} />
        </p>
      );
    case 'heading': {
      const { Tag, look } = headings[Math.min(token.depth, headings.length) - 1] ?? headings[0];
      return (
        <Tag
          className={cn('mt-2 leading-snug font-semibold tracking-[-0.01em] wrap-anywhere first:mt-0', look)}
        >
          <InlineTokens tokens={token.tokens} depth={depth} />
        </Tag>
      );
    }
    case 'list':
      return <List list={token as Tokens.List} depth={depth} settled={settled} />;
    case 'blockquote':
      return (
        <blockquote className="flex flex-col gap-2 border-l-2 border-border-strong pl-3.5 text-muted-foreground">
          <BlockTokens tokens={token.tokens ?? []} depth={depth + 1} settled={settled} />
        </blockquote>
      );
    case 'table':
      return <MarkdownTable table={token as Tokens.Table} depth={depth} />;
    case 'code':
      return (
        <FencedCode code={token.text} language={(token.lang ?? '').split(/\s/)[0] ?? ''} settled={settled} />
      );
    case 'hr':
      return <hr className="my-2 border-border-strong" />;
    case 'text':
      return <InlineTokens tokens={token.tokens ?? [token]} depth={depth} />;
    default:
      // Raw HTML is text like any other.
      return <p className="whitespace-pre-wrap wrap-anywhere">{token.raw.trim()}</p>;
  }
}

function List({ list, depth, settled }: { list: Tokens.List; depth: number; settled: boolean }) {
  const Tag = list.ordered ? 'ol' : 'ul';
  return (
    <Tag
      {...(list.ordered && typeof list.start === 'number' && list.start !== 1 ? { start: list.start } : {})}
      className={cn(
        'flex flex-col pl-6 marker:text-muted-foreground',
        list.loose ? 'gap-2.5' : 'gap-1',
        list.ordered ? 'list-decimal' : 'list-disc',
      )}
    >
      {list.items.map((item, index) => (
        <li
          // biome-ignore lint/suspicious/noArrayIndexKey: an item is known by its place in the list.
          key={index}
          className={cn('pl-0.5 wrap-anywhere', item.task && 'relative list-none')}
        >
          {item.task && (
            <input
              type="checkbox"
              checked={item.checked ?? false}
              readOnly
              disabled
              aria-label={item.text.slice(0, 200)}
              className="absolute top-[0.42em] -left-5 size-3.5 accent-thread"
            />
          )}
          <div className="flex flex-col gap-2 [&>ol]:mt-0 [&>ul]:mt-0">
            <ItemTokens tokens={item.tokens} depth={depth + 1} settled={settled} />
          </div>
        </li>
      ))}
    </Tag>
  );
}

/** What an item holds; words that are no paragraph of their own stay together on their line. */
function ItemTokens({
  tokens,
  depth,
  settled,
}: {
  tokens: readonly Token[];
  depth: number;
  settled: boolean;
}) {
  return tokens.map((token, index) =>
    token.type === 'text' ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: a token is known by its place in the item.
      <p key={index} className="whitespace-pre-line">
        <BlockToken token={token} depth={depth} settled={settled} />
      </p>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: a token is known by its place in the item.
      <BlockToken key={index} token={token} depth={depth} settled={settled} />
    ),
  );
}
