import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Fault } from '../../../../server/canonical/fault.ts';
import type { JsonValue } from '../../../../server/canonical/json.ts';
import { openAiChat } from '../../../../server/dialects/openai-chat/index.ts';
import { assembleStream } from '../../../support/assemble-stream.ts';
import { mutated } from '../../../support/mutated-json.ts';
import { bodyWith, chunk, context, decodeStream, encodeStream } from './support.ts';

const anyJson = fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<JsonValue>;

const request = bodyWith({
  messages: [
    { role: 'system', content: [{ type: 'text', text: 'x', cache_control: { type: 'ephemeral' } }] },
    { role: 'user', content: [{ type: 'image_url', image_url: { url: 'data:image/png;base64,AA' } }] },
    {
      role: 'assistant',
      content: null,
      reasoning_details: [{ type: 'reasoning.text', text: 'x', signature: 's' }],
      tool_calls: [{ id: 'a', type: 'function', function: { name: 'f', arguments: '{}' } }],
    },
    { role: 'tool', tool_call_id: 'a', content: 'x' },
  ],
  tools: [{ type: 'function', function: { name: 'f', parameters: {} } }],
  tool_choice: { type: 'function', function: { name: 'f' } },
  response_format: { type: 'json_schema', json_schema: { name: 's', schema: {} } },
  stop: ['a'],
  logit_bias: { '1': 1 },
  stream_options: { include_usage: true },
});

const response: JsonValue = {
  id: 'x',
  model: 'm',
  choices: [
    {
      index: 0,
      message: { role: 'assistant', content: 'x', tool_calls: [{ id: 'a', function: { name: 'f' } }] },
      logprobs: { content: [{ token: 'x', logprob: 0, top_logprobs: [] }] },
      finish_reason: 'stop',
    },
  ],
  usage: { prompt_tokens: 1, prompt_tokens_details: { cached_tokens: 1 } },
};

const chunks: JsonValue[] = [
  chunk({ role: 'assistant', content: 'x', reasoning: 'y', reasoning_details: [{ text: 'y' }] }),
  chunk({ tool_calls: [{ index: 0, id: 'a', function: { name: 'f', arguments: '{' } }] }, {}, 1),
  chunk({ tool_calls: [{ index: 0, function: { arguments: '}' } }] }, {}, 1),
  chunk({}, { finish_reason: 'stop' }),
  { choices: [], usage: { prompt_tokens: 1 } },
];

/** Runs what may only throw Faults; gives its result, if any. */
function onlyFaults<Result>(run: () => Result): Result | null {
  try {
    return run();
  } catch (error) {
    if (error instanceof Fault) return null;
    throw error;
  }
}

describe('the OpenAI dialect, given anything', () => {
  it('refuses a request with a Fault or encodes what it read without throwing', () => {
    fc.assert(
      fc.property(fc.oneof(anyJson, mutated(request)), (body) => {
        onlyFaults(() => openAiChat.readEnvelope({ body }));
        const decoded = onlyFaults(() => openAiChat.decodeRequest({ body }));
        if (decoded !== null) openAiChat.encodeRequest(decoded, { model: 'm', quirks: {} });
      }),
      { numRuns: 1500 },
    );
  });

  it('refuses an answer with a Fault or encodes what it read without throwing', () => {
    fc.assert(
      fc.property(fc.oneof(anyJson, mutated(response)), (body) => {
        const decoded = onlyFaults(() => openAiChat.decodeResponse(body));
        if (decoded !== null) openAiChat.encodeResponse(decoded, context);
        openAiChat.relay.readResponse(Buffer.from(JSON.stringify(body))).text();
      }),
      { numRuns: 1500 },
    );
  });

  it('makes a well-formed stream or an error of any chunks, and encodes it', () => {
    const anyChunk = fc.oneof(anyJson, ...chunks.map(mutated), ...chunks.map((one) => fc.constant(one)));
    fc.assert(
      fc.property(fc.array(anyChunk, { maxLength: 8 }), fc.boolean(), (payloads, done) => {
        const events = decodeStream(payloads, done);
        expect(['response-end', 'error']).toContain(events.at(-1)?.type);
        encodeStream(events);
        onlyFaults(() => assembleStream(events));
        const tap = openAiChat.relay.createStreamTap({ body: {} });
        for (const payload of payloads) tap.push({ event: null, data: JSON.stringify(payload) });
        tap.reading().text();
      }),
      { numRuns: 1500 },
    );
  });

  it('understands any text as some error', () => {
    fc.assert(
      fc.property(fc.integer({ min: 300, max: 599 }), fc.oneof(fc.string(), fc.json()), (status, body) => {
        expect(openAiChat.decodeFault(status, body, {})).toBeInstanceOf(Fault);
      }),
    );
  });

  it('refuses nesting deeper than the stack instead of falling over it', () => {
    let deep: JsonValue = {};
    for (let depth = 0; depth < 50_000; depth += 1) deep = { deep };
    const call = { id: 'a', type: 'function', function: { name: 'f', arguments: deep } };
    const message = { role: 'assistant', content: null, tool_calls: [call] };
    expect(() =>
      openAiChat.decodeRequest({ body: { model: 'm', messages: [message] } as unknown as JsonValue }),
    ).toThrow(expect.objectContaining({ code: 'invalid_request' }));
    expect(() => openAiChat.decodeResponse({ choices: [{ message }] } as unknown as JsonValue)).toThrow(
      expect.objectContaining({ code: 'upstream_malformed' }),
    );
  });
});
