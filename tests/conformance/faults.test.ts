import { describe, expect, it } from 'vitest';
import { type ErrorCode, errorTable } from '../../server/canonical/error-table.ts';
import { Fault } from '../../server/canonical/fault.ts';
import type { StreamEvent } from '../../server/canonical/stream-event.ts';
import { dialects } from '../../server/dialects/index.ts';
import { dialectNames, throughStream } from './wire.ts';

const codes = Object.keys(errorTable).filter((code): code is ErrorCode => code in errorTable);

describe.each(dialectNames)('a fault told to clients of %s', (name) => {
  const dialect = dialects[name];

  it('has a status of its kind and its text for every code of the error table', () => {
    for (const code of codes) {
      const fault = new Fault(code, undefined, { retryAfterMs: 2000 });
      const { status, headers, body } = dialect.encodeFault(fault, 'request-1');
      // Vendors have statuses of their own (Anthropic's 529), but none blames the wrong side.
      expect(Math.floor(status / 100)).toBe(Math.floor(errorTable[code].status / 100));
      expect(JSON.stringify(body)).toContain(JSON.stringify(fault.message).slice(1, -1));
      expect(headers['retry-after']).toBe('2');
    }
  });

  it('is understood by a gateway behind this one as something to try elsewhere, or not', () => {
    for (const code of [
      'invalid_request',
      'rate_limited',
      'upstream_overloaded',
      'upstream_error',
    ] as const) {
      const { status, headers, body } = dialect.encodeFault(new Fault(code), 'request-1');
      const again = dialect.decodeFault(status, JSON.stringify(body), headers);
      expect(`${code} ${again.retryable}`).toBe(`${code} ${errorTable[code].retryable}`);
    }
  });

  it('ends a stream in the middle, behind what was said before', () => {
    const events: StreamEvent[] = [
      { type: 'response-start', id: 'x', model: 'm' },
      { type: 'text-start', choice: 0, part: 0 },
      { type: 'text-delta', choice: 0, part: 0, text: 'half an ans' },
      { type: 'error', fault: new Fault('upstream_overloaded') },
    ];
    const again = throughStream(name, events).events;
    expect(again.filter((event) => event.type === 'text-delta')).toMatchObject([{ text: 'half an ans' }]);
    expect(again.at(-1)).toMatchObject({ type: 'error', fault: { retryable: true } });
  });
});
