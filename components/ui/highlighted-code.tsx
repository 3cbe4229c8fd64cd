import { cn } from './class-names';
import { tokenize } from './tokenize';

const colours = {
  comment: 'text-muted-foreground italic',
  string: 'text-thread',
  keyword: 'font-medium text-foreground',
  number: 'text-warning',
  plain: 'text-foreground/85',
};

type HighlightedCodeProps = {
  code: string;
  language: string;
  /** Lines, from 1, that deserve the eye. */
  emphasis?: readonly number[];
  /** Breaks long lines instead of letting them run out of sight. */
  wrap?: boolean;
};

/** Code coloured with few colours: strings in the thread's, comments quiet, keywords firm. */
export function HighlightedCode({ code, language, emphasis = [], wrap }: HighlightedCodeProps) {
  const lines = code.split('\n');
  return (
    <code className={cn('grid font-mono', !wrap && 'min-w-max')}>
      {lines.map((line, index) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is known by its number.
          key={index}
          className={cn(
            'min-h-[1.7em] border-l-2 border-transparent px-4',
            wrap ? 'min-w-0 whitespace-pre-wrap wrap-anywhere' : 'whitespace-pre',
            emphasis.includes(index + 1) && 'border-thread bg-thread-soft/70',
          )}
        >
          {tokenize(line, language).map((token, position) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a token is known by its place in the line.
            <span key={position} className={colours[token.kind]}>
              {token.text}
            </span>
          ))}
        </span>
      ))}
    </code>
  );
}
