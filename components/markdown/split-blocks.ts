import type { MarkdownBlock } from './markdown-block.ts';

/** What was found in a message so far. */
export type SplitMessage = {
  text: string;
  blocks: readonly MarkdownBlock[];
  /** Before this nothing changes any more, in characters. */
  settledLength: number;
};

const fencePattern = /^( {0,3})(`{3,}|~{3,})([^\n]*)$/;
const innerFencePattern = /^\s*(?:(?:[-*+]|\d{1,9}[.)])\s+){0,8}(`{3,}|~{3,})/;
const listItemPattern = /^ {0,3}(?:[-*+]|\d{1,9}[.)])(?:\s|$)/;

/**
 * Splits a message into blocks that can be parsed one by one. Where the message only grew, blocks that were settled
 * are taken over as they are, and no character before the last of them is read again.
 */
export function splitBlocks(text: string, before?: SplitMessage): SplitMessage {
  const grown = before !== undefined && text.startsWith(before.text);
  if (grown && text.length === before.text.length) return before;
  const from = grown ? before.settledLength : 0;
  const kept = grown ? before.blocks.filter((block) => block.start < from) : [];
  const { blocks, settledLength } = scan(text, from);
  return { text, blocks: [...kept, ...blocks], settledLength };
}

function scan(text: string, from: number): Omit<SplitMessage, 'text'> {
  const blocks: MarkdownBlock[] = [];
  let start = from;
  let empty = true;
  let inList = false;
  let indented = false;
  let blank = false;
  let innerFence: string | undefined;

  const flush = (end: number, settled: boolean) => {
    const source = text.slice(start, end).trimEnd();
    if (source !== '') blocks.push({ kind: 'markdown', start, text: source, language: '', settled });
  };
  const begin = (at: number) => {
    start = at;
    empty = true;
    inList = indented = blank = false;
    innerFence = undefined;
  };

  let position = from;
  while (position < text.length) {
    const { line, next, whole } = lineAt(text, position);
    // Code of a list's item ends at its fence, or where the item does.
    if (innerFence !== undefined && !/^\S/.test(line)) {
      if (line.trim().startsWith(innerFence)) innerFence = undefined;
      position = next;
      continue;
    }
    innerFence = undefined;
    const special = fenceAt(line, inList) ?? formulaAt(line);
    if (special) {
      // An opening line that is still arriving may turn out to be one more of the paragraph above it.
      flush(position, whole || blank);
      const { found, after } = special(text, position, next);
      blocks.push(found);
      position = after;
      begin(position);
      continue;
    }
    if (line.trim() === '') {
      blank = true;
    } else {
      const isItem = listItemPattern.test(line);
      const continues = inList ? isItem || /^\s{2,}\S/.test(line) : indented && /^ {4}/.test(line);
      // A line that is still arriving may yet become a list's next item: it parts nothing before it is whole.
      if (blank && !continues && (whole || !inList || !mayBecomeItem(line))) {
        flush(position, true);
        begin(position);
      }
      if (empty) indented = /^ {4}/.test(line);
      empty = false;
      blank = false;
      inList ||= isItem;
      if (inList) innerFence = innerFencePattern.exec(line)?.[1];
    }
    position = next;
  }
  flush(text.length, false);
  return { blocks, settledLength: blocks.find((block) => !block.settled)?.start ?? start };
}

function mayBecomeItem(line: string): boolean {
  return /^\s*(?:[-*+]?|\d{1,9}[.)]?)\s*$/.test(line);
}

function lineAt(text: string, position: number): { line: string; next: number; whole: boolean } {
  const end = text.indexOf('\n', position);
  if (end === -1) return { line: text.slice(position), next: text.length, whole: false };
  return { line: text.slice(position, end).replace(/\r$/, ''), next: end + 1, whole: true };
}

/** Reads a block that is not Markdown, from the start of its first line and the start of its second. */
type ReadSpecial = (text: string, start: number, next: number) => { found: MarkdownBlock; after: number };

/** A fence that opens code of its own. Inside of a list, one that is indented is the list's. */
function fenceAt(line: string, inList: boolean): ReadSpecial | undefined {
  const [, indent = '', fence = '', info = ''] = fencePattern.exec(line) ?? [];
  if (fence === '' || (inList && indent !== '') || (fence.startsWith('`') && info.includes('`'))) return;
  const closing = new RegExp(`^ {0,3}\\${fence[0]}{${fence.length},}[ \\t]*$`);
  const language = /^[\w+#.-]{1,32}/.exec(info.trim())?.[0].toLowerCase() ?? '';
  return (text, start, next) => {
    const { content, after, settled } = readUntil(text, next, (candidate) => closing.test(candidate));
    const code = indent === '' ? content : content.replace(new RegExp(`^ {1,${indent.length}}`, 'gm'), '');
    return { found: { kind: 'code', start, text: code, language, settled }, after };
  };
}

/** Display maths between lines of `$$`, or of `\[` and `\]`. */
function formulaAt(line: string): ReadSpecial | undefined {
  const opening = line.trim();
  if (opening !== '$$' && opening !== '\\[') return;
  const closing = opening === '$$' ? '$$' : '\\]';
  return (text, start, next) => {
    const { content, after, settled } = readUntil(text, next, (candidate) => candidate.trim() === closing);
    return { found: { kind: 'formula', start, text: content, language: '', settled }, after };
  };
}

function readUntil(text: string, from: number, isEnd: (line: string) => boolean) {
  let position = from;
  while (position < text.length) {
    const { line, next, whole } = lineAt(text, position);
    // A last line that looks like the end may still go on: "```" and then "```".
    if (isEnd(line)) {
      return { content: text.slice(from, Math.max(from, position - 1)), after: next, settled: whole };
    }
    position = next;
  }
  return { content: text.slice(from).replace(/\n$/, ''), after: text.length, settled: false };
}
