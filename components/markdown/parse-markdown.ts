import { Marked, type Token } from 'marked';
import { markdownBounds } from './bounds.ts';
import { formulaSyntax } from './formula-syntax.ts';
import type { LinkDefinitions } from './link-definitions.ts';

const marked = new Marked({ gfm: true, extensions: [formulaSyntax] });
const { depth } = markdownBounds;
/** Quotes or lists nested so deep that somebody wants to hurt. */
const tooDeep = new RegExp(
  `^(?:[ \\t]*>){${depth}}|^(?:[ \\t]*(?:[-*+]|\\d{1,9}[.)])[ \\t]){${depth}}|^[ ]{${depth * 4}}`,
  'm',
);

/**
 * The tokens of one block, in marked's shapes. Nothing is made into HTML.
 * @returns undefined where the block is to be shown as plain text: it is longer or deeper than the bounds
 */
export function parseMarkdown(text: string, definitions: LinkDefinitions): readonly Token[] | undefined {
  if (text.length > markdownBounds.block || tooDeep.test(text)) return undefined;
  try {
    const lexer = new marked.Lexer({ ...marked.defaults });
    Object.assign(lexer.tokens.links, definitions);
    return lexer.lex(text);
  } catch {
    // marked recurses into what is nested; what is too deep for the stack is text.
    return undefined;
  }
}
