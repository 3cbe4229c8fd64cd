import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EventSplitter, type FramedEvent, formatEvent } from '../../../server/dialects/server-sent-events.ts';

/** Everything a stream amounts to, cut into chunks at the given places. */
function split(bytes: Buffer, cuts: readonly number[] = []): FramedEvent[] {
  const splitter = new EventSplitter();
  const places = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((one, other) => one - other);
  const events: FramedEvent[] = [];
  let start = 0;
  for (const place of [...places, bytes.length]) {
    events.push(...splitter.push(bytes.subarray(start, place)));
    start = place;
  }
  const last = splitter.end();
  return last === null ? events : [...events, last];
}

/** What a reader of the stream sees: events that carry something. */
function said(events: readonly FramedEvent[]): { event: string | null; data: string }[] {
  return events
    .filter(({ event, data }) => event !== null || data !== '')
    .map(({ event, data }) => ({ event, data }));
}

const lineEnd = fc.constantFrom('\n', '\r\n', '\r');
const line = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) => text.replace(/[\r\n]/g, '')),
  fc.constantFrom(
    'data',
    'data:',
    'data: {"a":1}',
    'data:x',
    'event: ping',
    ': comment',
    'id: 7',
    '',
    '',
    '',
  ),
);
/** Lines of any kind with line ends of any kind, the last one perhaps unfinished. */
const stream = fc
  .array(fc.tuple(line, lineEnd), { maxLength: 20 })
  .chain((lines) => fc.tuple(fc.constant(lines.map(([text, end]) => text + end).join('')), line))
  .map(([text, rest]) => Buffer.from(text + rest));
const cuts = fc.array(fc.nat(), { maxLength: 12 });

describe('a stream of server-sent events', () => {
  it('gives the same events however its bytes are cut, and loses none of them', () => {
    fc.assert(
      fc.property(stream, cuts, (bytes, places) => {
        const whole = split(bytes);
        const pieces = split(bytes, places);
        expect(said(pieces)).toEqual(said(whole));
        const joined = Buffer.concat(pieces.map((event) => event.bytes));
        expect(bytes.subarray(0, joined.length)).toEqual(joined);
        // Only an unfinished block that says nothing is not given out at the end.
        expect(said(split(bytes.subarray(joined.length)))).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });

  it('is read the same one byte at a time', () => {
    fc.assert(
      fc.property(stream, (bytes) => {
        expect(said(split(bytes, [...bytes.keys()]))).toEqual(said(split(bytes)));
      }),
    );
  });

  it('is read the same with LF, CRLF and CR', () => {
    const lines = ['event: a', 'data: 1', 'data: 2', '', ': note', '', 'data: 3', '', ''];
    const expected = [
      { event: 'a', data: '1\n2' },
      { event: null, data: '3' },
    ];
    for (const end of ['\n', '\r\n', '\r']) {
      expect(said(split(Buffer.from(lines.join(end)))), JSON.stringify(end)).toEqual(expected);
    }
  });

  it('gives back what was formatted', () => {
    fc.assert(
      fc.property(
        fc.json(),
        fc.option(fc.constantFrom('ping', 'message_stop'), { nil: undefined }),
        (data, name) => {
          expect(said(split(Buffer.from(formatEvent(data, name))))).toEqual([{ event: name ?? null, data }]);
        },
      ),
    );
  });

  it('gives an event out as soon as its blank line is there, even before the line feed behind a CR', () => {
    for (const text of ['data: a\n\n', 'data: a\r\n\r', 'data: a\r\r']) {
      expect(said(new EventSplitter().push(Buffer.from(text))), JSON.stringify(text)).toEqual([
        { event: null, data: 'a' },
      ]);
    }
  });

  it('passes over a byte order mark at its beginning', () => {
    expect(said(split(Buffer.from('\ufeffdata: a\n\ndata: b\n\n')))).toHaveLength(2);
  });

  it('gives out an event whose last blank line is missing, and nothing for a comment', () => {
    expect(said(split(Buffer.from('data: a')))).toEqual([{ event: null, data: 'a' }]);
    const splitter = new EventSplitter();
    splitter.push(Buffer.from(': bye\n'));
    expect(splitter.end()).toBeNull();
  });

  it('refuses an event longer than allowed', () => {
    const splitter = new EventSplitter(10);
    splitter.push(Buffer.from('data: 12'));
    expect(() => splitter.push(Buffer.from('345'))).toThrow('longer than');
  });
});
