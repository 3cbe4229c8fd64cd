import type { LogFilter } from './log-filter.ts';

const WHOLE_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** The first eight digits of a request id are its time to a minute; fewer are no id that somebody copied. */
const BEGINNING_OF_ID = /^[0-9a-f]{8}(?:-?[0-9a-f-]{0,27})$/i;
/** A record's time is that of its id, give or take what passes between the two. */
const SLACK_MS = 60_000;

/** Request ids of one beginning, and the span of time that ids of this beginning were given out in. */
export interface IdRange {
  least: string;
  most: string;
  from: Date;
  to: Date;
}

/** A whole request id that was typed is looked up as one. */
export function textAsRequestId(filter: LogFilter): LogFilter {
  const { text, ...rest } = filter;
  return text !== undefined && WHOLE_ID.test(text) ? { ...rest, requestId: [text] } : filter;
}

/**
 * What the beginning of a request id stands for: ids are UUIDs of version 7 (RFC 9562), whose first 48 bits are
 * milliseconds since 1970. Null where the text is none.
 */
export function textAsIdRange(text: string | undefined): IdRange | null {
  if (text === undefined || !BEGINNING_OF_ID.test(text)) return null;
  const digits = text.replaceAll('-', '').toLowerCase();
  const [least, most] = [digits.padEnd(32, '0'), digits.padEnd(32, 'f')];
  return {
    least: withHyphens(least),
    most: withHyphens(most),
    from: new Date(Number.parseInt(least.slice(0, 12), 16) - SLACK_MS),
    to: new Date(Number.parseInt(most.slice(0, 12), 16) + SLACK_MS),
  };
}

function withHyphens(digits: string): string {
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
