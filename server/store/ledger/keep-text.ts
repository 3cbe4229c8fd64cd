import { setImmediate as nextTurn } from 'node:timers/promises';
import { redactSecrets } from '../../platform/redact-secrets.ts';

/** Of a prompt, and of an answer: these are for people to read. */
const MOST_BYTES = 1024 * 1024;
/** Longer than any credential, a private key in PEM (16 KiB) included. */
const REACH = 17 * 1024;
/** Searched for credentials in one turn of the event loop; about two milliseconds. */
const SLICE = 64 * 1024;
/** How far before the place for it the end of a slice is looked for. */
const DISTANCES = [0, 64, 256, 1024, 4096, 16_384];
const LONGEST_WORD = 512;

/** What has to be handed in at most: what is kept, and enough behind it to see whether a credential goes on there. */
export const MOST_LOOKED_AT_BYTES = MOST_BYTES + REACH;

export const CUT_MARK = '\n[cut: no more than 1 MiB is kept]';

/**
 * A text as it may be kept: cut, and without known credentials, also those that a cut goes through. A promise
 * where that takes more than a turn of the event loop.
 */
export function keepText(text: string): string | Promise<string> {
  if (text.length <= SLICE) return redactSecrets(text);
  // One after the other: searched at the same time, each would take its part of the same turn.
  const kept = last.then(() => keepLong(text));
  last = kept;
  return kept;
}

let last: Promise<unknown> = Promise.resolve();

async function keepLong(whole: string): Promise<string> {
  const end = endOf(whole);
  let kept = '';
  for (let start = 0; start < end; ) {
    const until = Math.min(start + SLICE, end);
    const cut = until === whole.length ? until : separable(whole, until, start);
    if (cut === null) return `${kept}[redacted]${CUT_MARK}`;
    kept += redactSecrets(whole.slice(start, cut));
    start = cut;
    if (until === end && end < whole.length) return kept + CUT_MARK;
    await nextTurn();
  }
  return kept;
}

/** How many of its UTF-16 code units fit. */
function endOf(text: string): number {
  if (text.length * 3 <= MOST_BYTES || Buffer.byteLength(text) <= MOST_BYTES) return text.length;
  return Math.min(text.length, Buffer.from(text).subarray(0, MOST_BYTES).toString('utf8').length);
}

/**
 * A place near `until` that no credential goes over: there, what is before and what is behind come to the same
 * searched one by one as searched together. Null when none is found.
 */
function separable(text: string, until: number, start: number): number | null {
  for (const distance of DISTANCES) {
    const cut = endOfWord(text, until - distance);
    if (cut <= start) return null;
    const before = text.slice(Math.max(0, cut - REACH), cut);
    const behind = text.slice(cut, cut + REACH);
    if (redactSecrets(before + behind) === redactSecrets(before) + redactSecrets(behind)) return cut;
  }
  return null;
}

/** Right behind the last white space, quote or comma before a place; the place itself where none is near. */
function endOfWord(text: string, place: number): number {
  for (let index = place; index > place - LONGEST_WORD; index--) {
    if (/[\s"',]/.test(text.charAt(index - 1))) return index;
  }
  return place;
}
