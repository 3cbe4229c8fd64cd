import type { TokenizerExtension, Tokens } from 'marked';
import { markdownBounds } from './bounds.ts';

/** Maths in running text. */
export type FormulaToken = Tokens.Generic & { type: 'formula'; text: string; display: boolean };

const { formula: longest } = markdownBounds;
const delimiters = [
  { opening: '$$', closing: '$$', display: true },
  { opening: '\\(', closing: '\\)', display: false },
  { opening: '\\[', closing: '\\]', display: true },
];

/** Teaches marked the ways in which models write maths. */
export const formulaSyntax: TokenizerExtension = {
  name: 'formula',
  level: 'inline',
  start(source) {
    const index = source.search(/\$|\\[([]/);
    return index === -1 ? undefined : index;
  },
  tokenizer(source): FormulaToken | undefined {
    for (const { opening, closing, display } of delimiters) {
      if (!source.startsWith(opening)) continue;
      const end = source.slice(0, longest).indexOf(closing, opening.length);
      const text = source.slice(opening.length, Math.max(end, 0));
      // No formula crosses an empty line.
      if (text.trim() === '' || /\n\s*\n/.test(text)) return undefined;
      return { type: 'formula', raw: source.slice(0, end + closing.length), text: text.trim(), display };
    }
    const between = betweenDollars(source.slice(0, longest));
    if (between === undefined) return undefined;
    return { type: 'formula', raw: `$${between}$`, text: between, display: false };
  },
};

/**
 * `$…$` as Pandoc has it, so that prices stay prices: no space inside of the dollars, no digit behind the second,
 * all on one line.
 */
function betweenDollars(source: string): string | undefined {
  if (!/^\$[^\s$]/.test(source)) return undefined;
  for (let index = 1; index < source.length; index += 1) {
    const character = source[index];
    if (character === '\n') return undefined;
    if (character === '\\') index += 1;
    if (character !== '$') continue;
    const closes = !/\s/.test(source[index - 1] ?? ' ') && !/\d/.test(source[index + 1] ?? '');
    return closes ? source.slice(1, index) : undefined;
  }
  return undefined;
}

/** No fewer than a message has. */
export function countFormulas(text: string): number {
  return text.match(/\$|\\[([]/g)?.length ?? 0;
}
