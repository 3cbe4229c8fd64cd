import { bounds } from '../canonical/bounds.ts';
import { Fault } from '../canonical/fault.ts';
import { PendingBytes } from './shared/pending-bytes.ts';

/** One server-sent event (WHATWG HTML, section 9.2). */
export interface ServerSentEvent {
  /** Value of its `event:` line; null when it had none. */
  event: string | null;
  /** Its `data:` lines joined by newlines. */
  data: string;
}

/** A server-sent event together with the bytes it came in, its blank line included. */
export interface FramedEvent extends ServerSentEvent {
  bytes: Buffer;
}

const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const byteOrderMark = 0xfeff;

/**
 * Cuts a byte stream into server-sent events. Lines end in LF, CRLF or CR, also where chunks split them;
 * comments and unknown fields are skipped but stay in `bytes`, so that a relay can forward every byte.
 * Each byte is looked at once and kept once, however small the chunks.
 */
export class EventSplitter {
  readonly #maxEventBytes: number;
  /** Of the event that is not complete yet. */
  readonly #pending = new PendingBytes();
  /** Whether the current line holds nothing so far: its end is then the end of the event. */
  #lineIsEmpty = true;
  /** The last chunk ended in CR: a line feed that comes next is part of the same line end. */
  #awaitsLineFeed = false;
  #isFirst = true;

  /** @param maxEventBytes A longer event is `upstream_malformed`, so that an upstream cannot fill the memory. */
  constructor(maxEventBytes = bounds.eventBytes.most) {
    this.#maxEventBytes = maxEventBytes;
  }

  /** Complete events that `chunk` brings to an end. Comment-only blocks and stray blank lines come as events without data (`data === ''`, `event === null`). */
  push(chunk: Buffer): FramedEvent[] {
    const events: FramedEvent[] = [];
    let start = 0;
    let at = this.#awaitsLineFeed && chunk[0] === lineFeed ? 1 : 0;
    if (chunk.length > 0) this.#awaitsLineFeed = false;
    let nextLineFeed = chunk.indexOf(lineFeed, at);
    let nextReturn = chunk.indexOf(carriageReturn, at);
    while (nextLineFeed !== -1 || nextReturn !== -1) {
      const isReturn = nextReturn !== -1 && (nextLineFeed === -1 || nextReturn < nextLineFeed);
      const lineEnd = isReturn ? nextReturn : nextLineFeed;
      if (lineEnd > at) this.#lineIsEmpty = false;
      at = isReturn && chunk[lineEnd + 1] === lineFeed ? lineEnd + 2 : lineEnd + 1;
      if (isReturn) this.#awaitsLineFeed = at === chunk.length && chunk[at - 1] === carriageReturn;
      if (this.#lineIsEmpty) {
        events.push(this.#complete(chunk.subarray(start, at)));
        start = at;
      }
      this.#lineIsEmpty = true;
      if (nextLineFeed !== -1 && nextLineFeed < at) nextLineFeed = chunk.indexOf(lineFeed, at);
      if (nextReturn !== -1 && nextReturn < at) nextReturn = chunk.indexOf(carriageReturn, at);
    }
    if (at < chunk.length) this.#lineIsEmpty = false;
    if (start < chunk.length) this.#keep(chunk.subarray(start));
    return events;
  }

  /** The unfinished event at the end of the stream, if it holds data: some servers omit the last blank line. */
  end(): FramedEvent | null {
    if (this.#pending.length === 0) return null;
    const event = this.#complete(Buffer.alloc(0));
    return event.data === '' && event.event === null ? null : event;
  }

  #keep(piece: Buffer): void {
    this.#pending.add(piece);
    if (this.#pending.length > this.#maxEventBytes) {
      const message = `The provider's answer: a server-sent event is longer than ${this.#maxEventBytes} bytes.`;
      throw new Fault('upstream_malformed', message);
    }
  }

  #complete(last: Buffer): FramedEvent {
    const bytes = this.#pending.length > 0 ? this.#pending.takeWith(last) : last;
    const isFirst = this.#isFirst;
    this.#isFirst = false;
    return parseEvent(bytes, isFirst);
  }
}

/** @param mayHoldMark A byte order mark is allowed at the very beginning of a stream. */
function parseEvent(bytes: Buffer, mayHoldMark: boolean): FramedEvent {
  const text = withLineFeeds(bytes.toString('utf8'));
  let event: string | null = null;
  let data: string | null = null;
  let lineStart = mayHoldMark && text.charCodeAt(0) === byteOrderMark ? 1 : 0;
  while (lineStart < text.length) {
    let lineEnd = text.indexOf('\n', lineStart);
    if (lineEnd === -1) lineEnd = text.length;
    const contentEnd =
      lineEnd > lineStart && text.charCodeAt(lineEnd - 1) === carriageReturn ? lineEnd - 1 : lineEnd;
    const dataField = fieldValue(text, 'data', lineStart, contentEnd);
    if (dataField !== null) data = data === null ? dataField : `${data}\n${dataField}`;
    else event = fieldValue(text, 'event', lineStart, contentEnd) ?? event;
    lineStart = lineEnd + 1;
  }
  return { event, data: data ?? '', bytes };
}

/** Turns a CR that stands alone, which hardly anyone sends, into a line feed. */
function withLineFeeds(text: string): string {
  let at = text.indexOf('\r');
  while (at !== -1) {
    if (text.charCodeAt(at + 1) !== lineFeed) return text.replace(/\r(?!\n)/g, '\n');
    at = text.indexOf('\r', at + 1);
  }
  return text;
}

/** The value of the line from `start` to `end` if it is of this field; a line without colon is an empty value. */
function fieldValue(text: string, field: string, start: number, end: number): string | null {
  if (!text.startsWith(field, start)) return null;
  const colon = start + field.length;
  if (colon === end) return '';
  if (text.charCodeAt(colon) !== 0x3a) return null;
  return text.slice(text.charCodeAt(colon + 1) === 0x20 ? colon + 2 : colon + 1, end);
}

/** Wire text of an event. */
export function formatEvent(data: string, event?: string): string {
  return event === undefined ? `data: ${data}\n\n` : `event: ${event}\ndata: ${data}\n\n`;
}
