import { describe, expect, it } from 'vitest';
import { bounds } from '../../server/canonical/bounds.ts';
import type { JsonObject } from '../../server/canonical/json.ts';
import { dialects } from '../../server/dialects/index.ts';
import { JsonMeter } from '../../server/dialects/shared/json-meter.ts';
import { context, dialectNames, models } from '../conformance/wire.ts';
import { times } from '../support/growth/family.ts';
import { expectBrief } from '../support/growth/processor-time.ts';

const deep = `{"a":${'['.repeat(50_000)}${']'.repeat(50_000)}}`;
/** 27 MB that would take many times as much when parsed. */
const many = `{"a":[${'{},'.repeat(9_000_000)}{}]}`;
const withinBounds = `{"a":${'['.repeat(127)}${']'.repeat(127)}}`;

const callOf = (text: string): JsonObject => ({
  id: 'call_1',
  type: 'function',
  function: { name: 'f', arguments: text },
});
const requestOf = (text: string) => ({
  body: { model: 'm', messages: [{ role: 'assistant', content: null, tool_calls: [callOf(text)] }] },
});
const answerOf = (text: string): JsonObject => ({
  id: 'chatcmpl-1',
  model: 'm',
  choices: [{ index: 0, finish_reason: 'tool_calls', message: { tool_calls: [callOf(text)] } }],
});

const excesses = [
  { what: 'nested 50 000 deep', text: deep, bound: bounds.nesting },
  { what: 'of nine million values', text: many, bound: bounds.argumentValues },
];

describe.each(excesses)('arguments $what', ({ text, bound }) => {
  const said = `at most ${bound.most} ${bound.of} are taken`;

  it("are the client's mistake, named with their place, before they are parsed", () => {
    const refuse = () => dialects['openai-chat'].decodeRequest(requestOf(text));
    expect(refuse).toThrow(`messages[0].tool_calls[0].function.arguments: ${said}`);
    expect(refuse).toThrow(expect.objectContaining({ code: 'invalid_request' }));
    expectBrief(() => expect(refuse).toThrow(), 150);
  });

  it("are the upstream's in a whole answer", () => {
    const refuse = () => dialects['openai-chat'].decodeResponse(answerOf(text));
    expect(refuse).toThrow(expect.objectContaining({ code: 'upstream_malformed' }));
    expect(refuse).toThrow(said);
  });

  it.each(['openai-chat', 'anthropic-messages'] as const)(
    'are the upstream’s in a stream of %s, whatever format it goes out in',
    (from) => {
      for (const to of dialectNames) {
        const decoder = dialects[from].createStreamDecoder();
        const encoder = dialects[to].createStreamEncoder(context);
        const events = streamOf(from, text).flatMap((data) =>
          decoder.push({ event: null, data: JSON.stringify(data) }),
        );
        for (const event of events) encoder.push(event);
        const last = events.at(-1);
        expect(last).toMatchObject({ type: 'error', fault: { code: 'upstream_malformed' } });
        expect(last?.type === 'error' && last.fault.message).toContain(said);
        expect(decoder.end()).toEqual([]);
      }
    },
  );
});

/** The arguments in pieces of a size at which escapes and brackets fall on both sides of a cut. */
function streamOf(from: 'openai-chat' | 'anthropic-messages', text: string): JsonObject[] {
  const size = Math.max(1001, Math.ceil(text.length / 50));
  const pieces = times(Math.ceil(text.length / size), (index) =>
    text.slice(index * size, (index + 1) * size),
  );
  if (from === 'openai-chat') {
    return [
      { id: 'c', model: 'm', choices: [{ index: 0, delta: { tool_calls: [{ ...callOf(''), index: 0 }] } }] },
      ...pieces.map((piece) => ({
        id: 'c',
        choices: [{ index: 0, delta: { tool_calls: [{ index: 0, function: { arguments: piece } }] } }],
      })),
    ];
  }
  return [
    { type: 'message_start', message: { id: 'msg_1', model: 'm' } },
    {
      type: 'content_block_start',
      index: 0,
      content_block: { type: 'tool_use', id: 't', name: 'f', input: {} },
    },
    ...pieces.map((partial_json) => ({
      type: 'content_block_delta',
      index: 0,
      delta: { type: 'input_json_delta', partial_json },
    })),
  ];
}

describe('arguments within the bounds', () => {
  it.each(dialectNames)('reach %s as they are', (to) => {
    const request = dialects['openai-chat'].decodeRequest(requestOf(withinBounds));
    const { body, losses } = dialects[to].encodeRequest(request, { model: models[to][0], quirks: {} });
    expect(losses).toEqual([]);
    expect(JSON.stringify(body).replaceAll('\\"', '"')).toContain(withinBounds);
  });

  it('may hold the bound together, not each', () => {
    const half = `[${'0,'.repeat(bounds.argumentValues.most * 0.6)}0]`;
    const messages = times(2, () => ({ role: 'assistant', content: null, tool_calls: [callOf(half)] }));
    expect(() =>
      dialects['openai-chat'].decodeRequest({ body: { model: 'm', messages: messages.slice(1) } }),
    ).not.toThrow();
    expect(() => dialects['openai-chat'].decodeRequest({ body: { model: 'm', messages } })).toThrow(
      'messages[1].tool_calls[0].function.arguments',
    );
  });

  it('measure the same in one piece and in any pieces, escapes and strings that look like brackets included', () => {
    const text = '{"a\\"[[[":["\\\\",{"b":"]]\\u005b"},1,2],"c":[[[]]]}';
    const measured = (size: number) => {
      const meter = new JsonMeter();
      for (let at = 0; at < text.length; at += size) meter.push(text.slice(at, at + size), 128, 1000);
      return { deepest: meter.deepest, values: meter.values };
    };
    for (let size = 1; size < text.length; size++) expect(measured(size)).toEqual({ deepest: 4, values: 10 });
  });
});
