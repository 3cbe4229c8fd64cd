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

/**
 * Cuts a byte stream into server-sent events. Lines may end in LF, CRLF or CR-LF pairs split over chunks;
 * comments and unknown fields are skipped but stay in `bytes`, so that a relay can forward every byte.
 */
export class EventSplitter {
  #pending: Buffer = Buffer.alloc(0);
  /** How far `#pending` has been searched for a blank line. */
  #searched = 0;
  readonly #maxEventBytes: number;

  /** @param maxEventBytes A longer event throws a RangeError, so that an upstream cannot fill the memory. */
  constructor(maxEventBytes = 64 * 1024 * 1024) {
    this.#maxEventBytes = maxEventBytes;
  }

  /** Complete events that `chunk` brings to an end. Comment-only blocks come as events without data (`data === ''`, `event === null`). */
  push(chunk: Buffer): FramedEvent[] {
    this.#pending = this.#pending.length === 0 ? chunk : Buffer.concat([this.#pending, chunk]);
    const events: FramedEvent[] = [];
    let start = 0;
    let end = this.#endOfEvent(this.#searched);
    while (end !== -1) {
      events.push(parseEvent(this.#pending.subarray(start, end)));
      start = end;
      end = this.#endOfEvent(start);
    }
    this.#pending = start === 0 ? this.#pending : this.#pending.subarray(start);
    if (this.#pending.length > this.#maxEventBytes) {
      throw new RangeError(`A server-sent event is longer than ${this.#maxEventBytes} bytes.`);
    }
    // The blank line may be cut in the middle: look again from up to three bytes back.
    this.#searched = Math.max(0, this.#pending.length - 3);
    return events;
  }

  /** The unfinished event at the end of the stream, if it holds data: some servers omit the last blank line. */
  end(): FramedEvent | null {
    if (this.#pending.length === 0) return null;
    const event = parseEvent(this.#pending);
    this.#pending = Buffer.alloc(0);
    this.#searched = 0;
    return event.data === '' && event.event === null ? null : event;
  }

  /** Offset just behind the next blank line at or after `from`, or -1. */
  #endOfEvent(from: number): number {
    const bytes = this.#pending;
    let at = bytes.indexOf(lineFeed, from);
    while (at !== -1) {
      const next = bytes[at + 1];
      if (next === lineFeed) return at + 2;
      if (next === carriageReturn && bytes[at + 2] === lineFeed) return at + 3;
      at = bytes.indexOf(lineFeed, at + 1);
    }
    return -1;
  }
}

function parseEvent(bytes: Buffer): FramedEvent {
  const text = bytes.toString('utf8');
  let event: string | null = null;
  let data: string | null = null;
  let lineStart = 0;
  while (lineStart < text.length) {
    let lineEnd = text.indexOf('\n', lineStart);
    if (lineEnd === -1) lineEnd = text.length;
    const contentEnd =
      lineEnd > lineStart && text.charCodeAt(lineEnd - 1) === carriageReturn ? lineEnd - 1 : lineEnd;
    if (text.startsWith('data:', lineStart)) {
      const value = fieldValue(text, lineStart + 5, contentEnd);
      data = data === null ? value : `${data}\n${value}`;
    } else if (text.startsWith('event:', lineStart)) {
      event = fieldValue(text, lineStart + 6, contentEnd);
    }
    lineStart = lineEnd + 1;
  }
  return { event, data: data ?? '', bytes };
}

function fieldValue(text: string, start: number, end: number): string {
  return text.slice(text.charCodeAt(start) === 0x20 ? start + 1 : start, end);
}

/** Wire text of an event. */
export function formatEvent(data: string, event?: string): string {
  return event === undefined ? `data: ${data}\n\n` : `event: ${event}\ndata: ${data}\n\n`;
}
