import { describe, expect, it } from 'vitest';
import { Fault } from '../../../../server/canonical/fault.ts';
import type { JsonValue } from '../../../../server/canonical/json.ts';
import type { StreamEvent } from '../../../../server/canonical/stream-event.ts';
import { gemini } from '../../../../server/dialects/gemini/index.ts';

const context = {
  model: 'public-name',
  requestId: 'request-1',
  createdAtSeconds: 1,
  streamUsage: true,
  framing: 'server-sent-events',
} as const;

function chunk(parts: JsonValue[], more: object = {}, index = 0): string {
  return JSON.stringify({
    candidates: [{ content: { parts, role: 'model' }, index, ...more }],
    usageMetadata: { promptTokenCount: 1, candidatesTokenCount: 2, totalTokenCount: 3 },
    modelVersion: 'gemini-x',
    responseId: 'r1',
  });
}

function decode(...chunks: string[]): StreamEvent[] {
  const decoder = gemini.createStreamDecoder();
  return [...chunks.flatMap((data) => decoder.push({ event: null, data })), ...decoder.end()];
}

const withoutUsage = (events: StreamEvent[]) => events.filter((event) => event.type !== 'usage');

describe('a Gemini stream, decoded', () => {
  it('joins pieces of text, ends a part with its signature, and says tool-calls for STOP after a call', () => {
    const signature = { dialect: 'gemini', value: 's' };
    expect(
      withoutUsage(
        decode(
          chunk([{ text: 'hm', thought: true }]),
          chunk([{ text: 'A' }]),
          chunk([{ text: 'B' }]),
          chunk([{ text: '', thoughtSignature: 's' }]),
          chunk([{ text: 'C' }]),
          chunk([{ functionCall: { id: 'i', name: 'f', args: { a: 1 } }, thoughtSignature: 's' }]),
          chunk([{ text: '' }], { finishReason: 'STOP', groundingMetadata: { a: 1 } }),
        ),
      ),
    ).toEqual([
      { type: 'response-start', id: 'r1', model: 'gemini-x' },
      { type: 'reasoning-start', choice: 0, part: 0 },
      { type: 'reasoning-delta', choice: 0, part: 0, text: 'hm' },
      { type: 'reasoning-end', choice: 0, part: 0 },
      { type: 'text-start', choice: 0, part: 1 },
      { type: 'text-delta', choice: 0, part: 1, text: 'A' },
      { type: 'text-delta', choice: 0, part: 1, text: 'B' },
      { type: 'text-end', choice: 0, part: 1, signature },
      { type: 'text-start', choice: 0, part: 2 },
      { type: 'text-delta', choice: 0, part: 2, text: 'C' },
      { type: 'text-end', choice: 0, part: 2 },
      { type: 'tool-call-start', choice: 0, part: 3, id: 'i', name: 'f', signature },
      { type: 'tool-call-delta', choice: 0, part: 3, arguments: '{"a":1}' },
      { type: 'tool-call-end', choice: 0, part: 3 },
      {
        type: 'finish',
        choice: 0,
        finish: { unified: 'tool-calls', raw: 'STOP' },
        extensions: { gemini: { groundingMetadata: { a: 1 } } },
      },
      { type: 'response-end' },
    ]);
  });

  it('keeps candidates apart', () => {
    const events = decode(
      chunk([{ text: 'a' }], {}, 0),
      chunk([{ text: 'b' }], { finishReason: 'STOP' }, 1),
      chunk([{ text: 'c' }], { finishReason: 'MAX_TOKENS' }, 0),
    );
    const text = (choice: number) =>
      events
        .map((event) => (event.type === 'text-delta' && event.choice === choice ? event.text : ''))
        .join('');
    expect([text(0), text(1)]).toEqual(['ac', 'b']);
    expect(events.filter((event) => event.type === 'finish')).toMatchObject([
      { choice: 0, finish: { unified: 'length' } },
      { choice: 1, finish: { unified: 'stop' } },
    ]);
  });

  it.each([
    ['breaks off before a finish reason', [chunk([{ text: 'a' }])], 'upstream_error'],
    ['is empty', [], 'upstream_error'],
    ['holds no JSON', ['<html>'], 'upstream_malformed'],
    ['holds a wrong type', [chunk([{ text: 5 }])], 'upstream_malformed'],
    [
      'fails in the middle',
      [chunk([{ text: 'a' }]), '{"error":{"code":503,"message":"overloaded","status":"UNAVAILABLE"}}'],
      'upstream_overloaded',
    ],
  ])('that %s ends in one error, and nothing after it', (_, chunks, code) => {
    const events = decode(...chunks, ...(code === 'upstream_error' ? [] : [chunk([{ text: 'late' }])]));
    const last = events.at(-1);
    expect(last?.type === 'error' && last.fault.code).toBe(code);
    expect(events.filter((event) => event.type === 'error')).toHaveLength(1);
  });

  it('that is blocked finishes as filtered', () => {
    expect(decode('{"promptFeedback":{"blockReason":"SAFETY"}}').slice(-2)).toEqual([
      { type: 'finish', choice: 0, finish: { unified: 'content-filter', raw: 'SAFETY' } },
      { type: 'response-end' },
    ]);
  });
});

describe('a stream for a Gemini client', () => {
  const events: StreamEvent[] = [
    { type: 'response-start', id: 'r', model: 'm' },
    { type: 'text-start', choice: 0, part: 0 },
    { type: 'text-delta', choice: 0, part: 0, text: 'Hi "you"\n' },
    { type: 'text-end', choice: 0, part: 0 },
    { type: 'ping' },
    { type: 'tool-call-start', choice: 0, part: 1, id: 'c', name: 'f' },
    { type: 'tool-call-delta', choice: 0, part: 1, arguments: '{"a"' },
    { type: 'tool-call-delta', choice: 0, part: 1, arguments: ':1}' },
    { type: 'tool-call-end', choice: 0, part: 1 },
    { type: 'finish', choice: 0, finish: { unified: 'tool-calls', raw: 'tool_calls' } },
    { type: 'response-end' },
  ];

  it('sends calls whole and the finish reason with the last chunk', () => {
    const encoder = gemini.createStreamEncoder(context);
    const chunks = events
      .map((event) => encoder.push(event))
      .join('')
      .split('\n\n')
      .map((text) => text.trim())
      .filter((text) => text !== '')
      .map((text) => JSON.parse(text.replace(/^data: /, '')));
    const model = { modelVersion: 'public-name', responseId: 'r' };
    expect(chunks).toEqual([
      { candidates: [{ content: { parts: [{ text: 'Hi "you"\n' }], role: 'model' }, index: 0 }], ...model },
      {
        candidates: [
          {
            content: { parts: [{ functionCall: { id: 'c', name: 'f', args: { a: 1 } } }], role: 'model' },
            index: 0,
          },
        ],
        ...model,
      },
      {
        candidates: [{ content: { parts: [{ text: '' }], role: 'model' }, finishReason: 'STOP', index: 0 }],
        ...model,
      },
    ]);
  });

  it('is one JSON array without alt=sse, also when it fails', () => {
    const whole = gemini.createStreamEncoder({ ...context, framing: 'json-array' });
    expect(JSON.parse(events.map((event) => whole.push(event)).join(''))).toHaveLength(3);
    const failing = gemini.createStreamEncoder({ ...context, framing: 'json-array' });
    const fault = new Fault('upstream_overloaded');
    const text = [...events.slice(0, 3), { type: 'error', fault } as const].map((event) =>
      failing.push(event),
    );
    expect(JSON.parse(text.join(''))).toMatchObject([{}, { error: { code: 503, status: 'UNAVAILABLE' } }]);
  });

  it('sends its own signatures after the text they close, and no other’s', () => {
    const encoder = gemini.createStreamEncoder(context);
    const end = (dialect: 'gemini' | 'anthropic-messages') =>
      encoder.push({ type: 'reasoning-end', choice: 0, part: 0, signature: { dialect, value: 'v' } });
    expect(end('gemini')).toContain('"parts":[{"text":"","thought":true,"thoughtSignature":"v"}]');
    expect(end('anthropic-messages')).toBe('');
    expect(encoder.losses).toEqual([{ name: 'reasoning_signature', path: 'choices[0]' }]);
  });
});

describe('a relayed stream', () => {
  it('is read for usage, finish and text without being changed', () => {
    const tap = gemini.relay.createStreamTap({ body: {} });
    const chunks = [
      chunk([{ text: 'A', thought: true }]),
      chunk([{ functionCall: { name: 'f', args: { a: 1 } } }]),
      chunk([{ text: 'B' }], { finishReason: 'STOP' }),
    ];
    expect(chunks.map((data) => tap.push({ event: null, data }))).toEqual([true, true, true]);
    const reading = tap.reading();
    expect(reading).toMatchObject({
      model: 'gemini-x',
      usage: { inputTokens: 1, outputTokens: 2 },
      finish: { unified: 'tool-calls', raw: 'STOP' },
      complete: true,
      fault: null,
    });
    expect(reading.text()).toBe('A{"a":1}B');
  });

  it('is known to be incomplete, with the usage so far, when it breaks off or fails', () => {
    const broken = gemini.relay.createStreamTap({ body: {} });
    broken.push({ event: null, data: chunk([{ text: 'a "finishReason" b' }]) });
    expect(broken.reading()).toMatchObject({ complete: false, finish: null, usage: { outputTokens: 2 } });
    broken.push({ event: null, data: '{"error":{"code":429,"status":"RESOURCE_EXHAUSTED"}}' });
    expect(broken.reading()).toMatchObject({ complete: false, fault: { code: 'upstream_rate_limited' } });
  });
});

describe('a relayed request', () => {
  it('is the same bytes unless its body names another model', () => {
    const target = { model: 'theirs', quirks: {} };
    const prepare = (body: JsonValue) => {
      const bytes = Buffer.from(JSON.stringify(body));
      return { bytes, prepared: gemini.relay.prepareRequest(bytes, { body }, target) };
    };
    const plain = prepare({ contents: [] });
    expect(plain.prepared).toBe(plain.bytes);
    expect(prepare({ model: 'models/ours', contents: [] }).prepared.toString()).toBe(
      '{"model":"models/theirs","contents":[]}',
    );
  });
});
