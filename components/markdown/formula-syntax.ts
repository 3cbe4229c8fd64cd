import type { TokenizerExtension, Tokens } from 'marked';
import { markdownBounds } from './bounds.ts';

/** Maths in running text. */
export type FormulaToken = Tokens.Generic & { type: 'formula'; text: string; display: boolean };

const longest = markdownBounds.formula;
/**
 * `$…$` as Pandoc has it, so that prices stay prices: no space inside of the dollars, no digit behind the second.
 * `$$…$$`, `\(…\)` and `\[…\]` need no such care. None crosses an empty line.
 */
const inlinePattern = new RegExp(
  [
    `^\\$\\$(?<twice>(?:[^$\\\\\\n]|\\\\[\\s\\S]|\\n(?!\\s*\\n)){1,${longest}}?)\\$\\$`,
    `^\\$(?<once>(?! )(?:[^$\\\\\\n]|\\\\[^\\n]){0,${longest}}?(?:[^$\\\\\\s]|\\\\[^\\n]))\\$(?!\\d)`,
    `^\\\\\\((?<round>(?:[^\\\\\\n]|\\\\(?!\\))[\\s\\S]|\\n(?!\\s*\\n)){1,${longest}}?)\\\\\\)`,
    `^\\\\\\[(?<square>(?:[^\\\\\\n]|\\\\(?!\\])[\\s\\S]|\\n(?!\\s*\\n)){1,${longest}}?)\\\\\\]`,
  ].join('|'),
);

/** Teaches marked the ways in which models write maths. */
export const formulaSyntax: TokenizerExtension = {
  name: 'formula',
  level: 'inline',
  start(source) {
    const index = source.search(/\$|\\[([]/);
    return index === -1 ? undefined : index;
  },
  tokenizer(source): FormulaToken | undefined {
    const match = inlinePattern.exec(source);
    if (!match) return undefined;
    const { twice, once, round, square } = match.groups ?? {};
    return {
      type: 'formula',
      raw: match[0],
      text: (twice ?? once ?? round ?? square ?? '').trim(),
      display: twice !== undefined || square !== undefined,
    };
  },
};

/** No fewer than a message has. */
export function countFormulas(text: string): number {
  return text.match(/\$|\\[([]/g)?.length ?? 0;
}
