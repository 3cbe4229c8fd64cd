/**
 * Makes the half-arrived end of a block whole, so that it does not change its looks from one token to the next: open
 * marks are closed, an unfinished link is its text, a table's head is a table, and signs of which nobody knows yet
 * what they will be are held back.
 */
export function completeTail(text: string): string {
  const lines = heldBack(text).split('\n');
  const table = completeTable(lines);
  if (table !== undefined) return table;
  const from = lastParagraph(lines);
  const before = lines.slice(0, from);
  const paragraph = lines.slice(from).join('\n');
  return [...before, paragraph.length > longest ? paragraph : completeInline(paragraph)].join('\n');
}

/** In characters: what is longer stays as it arrived, so that looking for open marks costs next to nothing. */
const longest = 4000;

/** Without a last line that is nothing but the beginning of a sign: "-", "##", "1.", "``", "|". */
function heldBack(text: string): string {
  const start = text.lastIndexOf('\n') + 1;
  const line = text.slice(start).trim();
  const undecided = /^(?:[-=*+_#>|`~$\\[]{1,3}|[-*+]\s*\[.?\]?|\d{1,9}[.)]?)$/.test(line);
  return undecided ? text.slice(0, start).trimEnd() : text;
}

/** A table of which the head, or a part of the line under it, is there: with that line made whole. */
function completeTable(lines: readonly string[]): string | undefined {
  const last = lines.length - 1;
  const line = lines[last]?.trim() ?? '';
  const head = lines[last - 1]?.trim() ?? '';
  const columns = (row: string) => Math.max(1, row.replace(/^\||\|$/g, '').split('|').length);
  const rule = (row: string) => `|${' - |'.repeat(columns(row))}`;
  if (head.startsWith('|') && /^\|[\s:|-]*$/.test(line) && !(lines[last - 2] ?? '').trim().startsWith('|')) {
    return [...lines.slice(0, last), rule(head)].join('\n');
  }
  if (line.startsWith('|') && !head.startsWith('|') && line.length > 1) {
    return [...lines.slice(0, last), line, rule(line)].join('\n');
  }
  return undefined;
}

/** The line from which marks can still be open: they end with their paragraph, item, cell or heading. */
function lastParagraph(lines: readonly string[]): number {
  let index = lines.length - 1;
  while (index > 0) {
    const line = lines[index] ?? '';
    if (line.trim() === '' || /^\s*(?:[-*+]|\d{1,9}[.)]|#{1,6}|>|\|)(?:\s|$)/.test(line)) break;
    index -= 1;
  }
  return Math.max(0, index);
}

const runPattern = /^(?:\*{1,3}|_{1,3}|~~)/;

function completeInline(text: string): string {
  const open: string[] = [];
  const indent = /^\s*(?:[-*+]\s+(?:\[[ xX]\]\s)?|\d{1,9}[.)]\s+|[#>]+\s*)*/.exec(text)?.[0] ?? '';
  let done = indent;
  let position = indent.length;
  while (position < text.length) {
    const rest = text.slice(position);
    const skipped = skip(rest);
    if (skipped === undefined) return close(done + openCode(rest), open);
    if (skipped > 0) {
      done += rest.slice(0, skipped);
      position += skipped;
      continue;
    }
    const link = /^!?\[/.exec(rest);
    if (link) {
      const whole =
        /^!?\[(?:[^[\]\\]|\\.|\[[^[\]]*\])*\](?:\([^()\s]*(?:\s+"[^"]*")?\)|\[[^\]]*\]|(?=[^([]))/.exec(rest);
      if (whole) {
        done += whole[0];
        position += whole[0].length;
        continue;
      }
      const label = /^!?\[((?:[^[\]\\]|\\.|\[[^[\]]*\])*)(?:\](?:\([^()]*|\[[^\]]*)?)?$/.exec(rest);
      if (label) return close(done + completeInline(label[1] ?? ''), open);
    }
    const run = runPattern.exec(rest)?.[0];
    if (run) {
      note(open, run, text[position - 1], rest[run.length]);
      done += run;
      position += run.length;
      continue;
    }
    done += rest[0];
    position += 1;
  }
  return close(done, open);
}

/**
 * How many characters at the front have no marks in them: escapes, whole code, whole formulas, words.
 * @returns undefined where code was begun and did not end yet
 */
function skip(rest: string): number | undefined {
  if (rest[0] === '\\') return Math.min(2, rest.length);
  const ticks = /^`+/.exec(rest)?.[0];
  if (ticks !== undefined) {
    const end = new RegExp(`(?<!\`)\`{${ticks.length}}(?!\`)`).exec(rest.slice(ticks.length));
    return end ? ticks.length + end.index + ticks.length : undefined;
  }
  const formula = /^\$\$[^$]+\$\$|^\$(?! )[^$\n]+(?<! )\$(?!\d)/.exec(rest);
  if (formula) return formula[0].length;
  return /^[^\\`$![*_~]+/.exec(rest)?.[0].length ?? 0;
}

function openCode(rest: string): string {
  const ticks = /^`+/.exec(rest)?.[0] ?? '';
  const inside = rest.slice(ticks.length);
  if (inside.trim() === '') return '';
  // "``code`" is one tick short of its end.
  return ticks + inside.replace(/`+$/, '') + ticks;
}

/** Opens or closes a mark, as far as what stands around it allows. */
function note(open: string[], run: string, before: string | undefined, after: string | undefined): void {
  const closes = before !== undefined && !/\s/.test(before);
  const last = open.at(-1);
  if (closes && last === run) {
    open.pop();
    return;
  }
  if (closes && run.length === 3 && last !== undefined && run.startsWith(last)) {
    open.pop();
    open.pop();
    return;
  }
  const withinWord = run.startsWith('_') && before !== undefined && /\w/.test(before);
  if (!withinWord && (after === undefined || !/\s/.test(after))) open.push(run);
}

function close(text: string, open: readonly string[]): string {
  let done = text;
  for (const run of open.toReversed()) {
    // A mark that nothing follows yet is held back; another ends before the space behind its last word.
    if (done.endsWith(run)) done = done.slice(0, -run.length);
    else done = done.trimEnd() + run;
  }
  return done;
}
