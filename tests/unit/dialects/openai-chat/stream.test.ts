import { describe, expect, it } from 'vitest';
import { Fault } from '../../../../server/canonical/fault.ts';
import type { StreamEvent } from '../../../../server/canonical/stream-event.ts';
import { openAiChat } from '../../../../server/dialects/openai-chat/index.ts';
import { assembleStream } from '../../../support/assemble-stream.ts';
import { chunk, context, decodeStream, decodeWire, encodeStream, json } from './support.ts';

function fold(payloads: readonly unknown[], done = true) {
  return assembleStream(decodeStream(payloads, done));
}

function partsOf(...payloads: unknown[]) {
  return json(fold([...payloads, chunk({}, { finish_reason: 'stop' })]).choices[0]?.parts);
}

const toolDelta = (call: Record<string, unknown>) => chunk({ tool_calls: [call] });

describe('an OpenAI stream, decoded', () => {
  it('opens with the answer’s id, joins text, and closes with finish and usage', () => {
    const usage = { prompt_tokens: 3, completion_tokens: 2, total_tokens: 5 };
    expect(
      decodeStream([
        chunk({ role: 'assistant', content: '', refusal: null }),
        chunk({ content: 'Hel' }),
        chunk({ content: 'lo' }),
        chunk({}, { finish_reason: 'stop' }),
        { id: 'chatcmpl-1', choices: [], usage },
      ]),
    ).toEqual([
      { type: 'response-start', id: 'chatcmpl-1', model: 'gpt-5.6-2026', createdAtSeconds: 1_764_000_000 },
      { type: 'text-start', choice: 0, part: 0 },
      { type: 'text-delta', choice: 0, part: 0, text: 'Hel' },
      { type: 'text-delta', choice: 0, part: 0, text: 'lo' },
      { type: 'text-end', choice: 0, part: 0 },
      { type: 'finish', choice: 0, finish: { unified: 'stop', raw: 'stop' } },
      {
        type: 'usage',
        usage: {
          inputTokens: 3,
          cachedInputTokens: 0,
          cacheWriteTokens: 0,
          outputTokens: 2,
          reasoningTokens: 0,
          raw: usage,
        },
      },
      { type: 'response-end' },
    ]);
  });

  it('takes reasoning before the answer under either name', () => {
    const expected = [
      { type: 'reasoning', text: 'hmm' },
      { type: 'text', text: 'x' },
    ];
    const either = (name: string) =>
      partsOf(chunk({ [name]: 'h' }), chunk({ [name]: 'mm', content: '' }), chunk({ content: 'x' }));
    expect(either('reasoning_content')).toEqual(expected);
    expect(either('reasoning')).toEqual(expected);
  });

  it('does not take OpenRouter’s details for more reasoning, but keeps their signature', () => {
    const detail = { type: 'reasoning.text', format: 'anthropic-claude-v1', index: 0 };
    expect(
      partsOf(
        chunk({ reasoning: 'hm', reasoning_details: [{ ...detail, text: 'hm' }] }),
        chunk({ reasoning_details: [{ ...detail, signature: 's' }] }),
        chunk({ content: 'x' }),
      ),
    ).toEqual([
      { type: 'reasoning', text: 'hm', signature: { dialect: 'anthropic-messages', value: 's' } },
      { type: 'text', text: 'x' },
    ]);
  });

  it('follows parallel calls by index', () => {
    expect(
      partsOf(
        toolDelta({ index: 0, id: 'a', type: 'function', function: { name: 'f', arguments: '' } }),
        toolDelta({ index: 1, id: 'b', type: 'function', function: { name: 'g', arguments: '' } }),
        toolDelta({ index: 0, function: { arguments: '{"x"' } }),
        toolDelta({ index: 1, function: { arguments: '{}' } }),
        toolDelta({ index: 0, function: { arguments: ':1}' } }),
      ),
    ).toEqual([
      { type: 'tool-call', id: 'a', name: 'f', arguments: '{"x":1}' },
      { type: 'tool-call', id: 'b', name: 'g', arguments: '{}' },
    ]);
  });

  it('follows calls without index, with index always 0, with repeated ids, and whole ones', () => {
    const expected = [
      { type: 'tool-call', id: 'a', name: 'f', arguments: '{"x":1}' },
      { type: 'tool-call', id: 'b', name: 'g', arguments: '{}' },
    ];
    expect(
      partsOf(
        toolDelta({ id: 'a', function: { name: 'f', arguments: '{"x"' } }),
        toolDelta({ function: { arguments: ':1}' } }),
        toolDelta({ id: 'b', function: { name: 'g', arguments: '{}' } }),
      ),
    ).toEqual(expected);
    expect(
      partsOf(
        toolDelta({ index: 0, id: 'a', function: { name: 'f', arguments: '{"x":1}' } }),
        toolDelta({ index: 0, id: 'b', function: { name: 'g', arguments: {} } }),
      ),
    ).toEqual(expected);
    expect(
      partsOf(
        toolDelta({ index: 0, id: 'a', function: { name: 'f', arguments: '{"x"' } }),
        toolDelta({ index: 0, id: 'a', function: { name: 'f', arguments: ':1}' } }),
        toolDelta({ index: 1, id: 'b', function: { name: 'g', arguments: '{}' } }),
      ),
    ).toEqual(expected);
  });

  it('derives ids that a server leaves out, a different one for each call', () => {
    const parts = fold([
      toolDelta({ index: 0, function: { name: 'f', arguments: '{}' } }),
      toolDelta({ index: 1, function: { name: 'f', arguments: '{}' } }),
      chunk({}, { finish_reason: 'tool_calls' }),
    ]).choices[0]?.parts;
    const ids = parts?.map((part) => (part.type === 'tool-call' ? part.id : ''));
    expect(new Set(ids).size).toBe(2);
    expect(ids?.every((id) => id.startsWith('call_'))).toBe(true);
  });

  it('waits for a call’s name, and keeps text that comes in between until the calls are over', () => {
    expect(
      partsOf(
        toolDelta({ index: 0, id: 'a', function: { arguments: '{"x"' } }),
        toolDelta({ index: 0, function: { name: 'f', arguments: ':1' } }),
        chunk({ content: 'aside' }),
        toolDelta({ index: 0, function: { arguments: '}' } }),
      ),
    ).toEqual([
      { type: 'tool-call', id: 'a', name: 'f', arguments: '{"x":1}' },
      { type: 'text', text: 'aside' },
    ]);
  });

  it('keeps several choices apart', () => {
    const stream = fold([
      chunk({ content: 'a' }, {}, 0),
      chunk({ content: 'b' }, {}, 1),
      chunk({ content: 'A' }, {}, 0),
      chunk({}, { finish_reason: 'stop' }, 0),
      chunk({ content: 'B' }, { finish_reason: 'length' }, 1),
    ]);
    expect(json(stream.choices)).toEqual([
      { index: 0, parts: [{ type: 'text', text: 'aA' }], finish: { unified: 'stop', raw: 'stop' } },
      { index: 1, parts: [{ type: 'text', text: 'bB' }], finish: { unified: 'length', raw: 'length' } },
    ]);
  });

  it('passes over Azure’s filter chunks, null choices and comments', () => {
    const decoder = openAiChat.createStreamDecoder();
    const push = (payload: unknown) => decoder.push({ event: null, data: JSON.stringify(payload) });
    expect(push({ id: '', model: '', choices: [], prompt_filter_results: [{}] })).toEqual([]);
    expect(decoder.push({ event: null, data: '' })).toEqual([]);
    expect(push(chunk({ content: 'x' }))).toHaveLength(3);
    expect(push({ choices: [{ index: 0, content_filter_offsets: {}, finish_reason: null }] })).toEqual([]);
    expect(push({ choices: null })).toEqual([]);
    expect(decoder.push({ event: null, data: '' })).toEqual([{ type: 'ping' }]);
  });

  it('finds usage in x_groq and in the last chunk with a choice', () => {
    const usage = { prompt_tokens: 3, completion_tokens: 2 };
    const last = chunk({}, { finish_reason: 'stop' });
    expect(fold([{ ...(last as object), x_groq: { usage } }]).usage?.inputTokens).toBe(3);
    expect(fold([{ ...(last as object), usage }]).usage?.inputTokens).toBe(3);
  });

  it('finishes choices that never got a reason, once the server says it is done', () => {
    expect(fold([chunk({ content: 'x' })]).choices[0]?.finish).toEqual({ unified: 'stop', raw: null });
    expect(
      fold([toolDelta({ id: 'a', function: { name: 'f', arguments: '{}' } })]).choices[0]?.finish,
    ).toEqual({ unified: 'tool-calls', raw: null });
  });

  it('does without [DONE] when every choice has finished, and reports a stream that broke off', () => {
    expect(fold([chunk({ content: 'x' }, { finish_reason: 'stop' })], false).choices).toHaveLength(1);
    const broken = decodeStream([chunk({ content: 'x' })], false);
    expect(broken.at(-1)).toMatchObject({ type: 'error', fault: { code: 'upstream_error' } });
    expect(broken.at(-2)).toMatchObject({ type: 'text-end' });
    expect(decodeStream([], false)).toMatchObject([{ type: 'error', fault: { code: 'upstream_malformed' } }]);
  });

  it('ends with the error that comes in the middle, and says nothing after it', () => {
    const events = decodeStream([
      chunk({ content: 'x' }),
      { error: { message: 'Rate limit reached', type: 'rate_limit_error' } },
      chunk({ content: 'y' }),
    ]);
    expect(events.at(-1)).toMatchObject({ type: 'error', fault: { code: 'upstream_rate_limited' } });
    expect(decodeStream([{ choices: [], x_groq: { error: 'over capacity' } }])).toMatchObject([
      { type: 'error', fault: { code: 'upstream_overloaded' } },
    ]);
    const decoder = openAiChat.createStreamDecoder();
    expect(decoder.push({ event: 'error', data: '{"message":"x"}' })).toMatchObject([{ type: 'error' }]);
    expect(openAiChat.createStreamDecoder().push({ event: null, data: '{"id":' })).toMatchObject([
      { type: 'error', fault: { code: 'upstream_malformed' } },
    ]);
  });

  it('puts a recording together from its slices', () => {
    expect(
      partsOf(
        chunk({ audio: { id: 'audio_1', transcript: 'h' } }),
        chunk({ audio: { data: 'AAAA', transcript: 'i' } }),
        chunk({ audio: { data: 'BBBB' } }),
        chunk({ audio: { expires_at: 9 } }),
      ),
    ).toEqual([
      {
        type: 'audio',
        source: { kind: 'base64', data: 'AAAABBBB', mediaType: 'audio/wav' },
        id: 'audio_1',
        transcript: 'hi',
        extensions: { 'openai-chat': { expires_at: 9 } },
      },
    ]);
  });
});

describe('an OpenAI stream, encoded', () => {
  const start: StreamEvent = { type: 'response-start', id: 'msg_1', model: 'upstream' };
  const usage: StreamEvent = {
    type: 'usage',
    usage: {
      inputTokens: 3,
      cachedInputTokens: 1,
      cacheWriteTokens: 0,
      outputTokens: 2,
      reasoningTokens: 0,
      raw: null,
    },
  };
  const finish: StreamEvent = { type: 'finish', choice: 0, finish: { unified: 'stop', raw: null } };
  const text: StreamEvent[] = [
    { type: 'text-start', choice: 0, part: 0 },
    { type: 'text-delta', choice: 0, part: 0, text: 'x"\n' },
    { type: 'text-end', choice: 0, part: 0 },
  ];

  it('says the role once, then text, the reason, the usage, and [DONE]', () => {
    const { payloads } = encodeStream([start, ...text, finish, usage, { type: 'response-end' }]);
    const head = {
      id: 'chatcmpl-01939f3e000070008000000000000001',
      object: 'chat.completion.chunk',
      created: 1_764_000_000,
      model: 'public-name',
    };
    const withChoice = (delta: object, reason: string | null = null) => ({
      ...head,
      usage: null,
      choices: [{ index: 0, delta, logprobs: null, finish_reason: reason }],
    });
    expect(payloads).toEqual([
      withChoice({ role: 'assistant', content: '', refusal: null }),
      withChoice({ content: 'x"\n' }),
      withChoice({}, 'stop'),
      {
        ...head,
        choices: [],
        usage: expect.objectContaining({ prompt_tokens: 3, completion_tokens: 2, total_tokens: 5 }),
      },
      '[DONE]',
    ]);
  });

  it('sends usage only to a client that asked for it', () => {
    const { payloads } = encodeStream([start, ...text, finish, usage, { type: 'response-end' }], false);
    expect(JSON.stringify(payloads)).not.toContain('usage');
  });

  it('numbers parallel calls, fills in missing arguments, and reads back the same', () => {
    const events: StreamEvent[] = [
      start,
      { type: 'tool-call-start', choice: 0, part: 0, id: 'a', name: 'f' },
      { type: 'tool-call-start', choice: 0, part: 1, id: 'b', name: 'g', freeText: true },
      { type: 'tool-call-delta', choice: 0, part: 1, arguments: 'ls' },
      { type: 'tool-call-end', choice: 0, part: 0, signature: { dialect: 'gemini', value: 's' } },
      { type: 'tool-call-end', choice: 0, part: 1 },
      { type: 'finish', choice: 0, finish: { unified: 'tool-calls', raw: null } },
      { type: 'response-end' },
    ];
    const { payloads, losses } = encodeStream(events);
    expect(losses).toEqual([]);
    const again = assembleStream(decodeWire(payloads)).choices[0];
    expect(json(again?.parts)).toEqual([
      {
        type: 'tool-call',
        id: 'a',
        name: 'f',
        arguments: '{}',
        signature: { dialect: 'gemini', value: 's' },
      },
      { type: 'tool-call', id: 'b', name: 'g', arguments: 'ls', freeText: true },
    ]);
  });

  it('carries signed and encrypted reasoning, and reads back the same', () => {
    const events: StreamEvent[] = [
      start,
      { type: 'reasoning-start', choice: 0, part: 0 },
      { type: 'reasoning-delta', choice: 0, part: 0, text: 'h' },
      { type: 'reasoning-delta', choice: 0, part: 0, text: 'm' },
      { type: 'reasoning-end', choice: 0, part: 0, signature: { dialect: 'anthropic-messages', value: 's' } },
      {
        type: 'reasoning-start',
        choice: 0,
        part: 1,
        redacted: { dialect: 'anthropic-messages', value: 'e' },
      },
      { type: 'reasoning-end', choice: 0, part: 1 },
      { type: 'text-start', choice: 0, part: 2 },
      { type: 'text-delta', choice: 0, part: 2, text: 'x' },
      { type: 'text-end', choice: 0, part: 2 },
      finish,
      { type: 'response-end' },
    ];
    const again = assembleStream(decodeWire(encodeStream(events).payloads));
    expect(json(again.choices[0]?.parts)).toEqual(json(assembleStream(events).choices[0]?.parts));
  });

  it('says an error as the last thing, and keeps the connection warm with comments', () => {
    const encoder = openAiChat.createStreamEncoder(context);
    expect(encoder.push({ type: 'ping' })).toBe(': ping\n\n');
    const wire = encoder.push({ type: 'error', fault: new Fault('upstream_overloaded') });
    expect(wire).toMatch(/^data: \{"error":\{"message":".+","type":"server_error"/);
  });

  it('names what it cannot say', () => {
    const { losses } = encodeStream([
      start,
      {
        type: 'extension',
        choice: 0,
        part: 0,
        dialect: 'anthropic-messages',
        kind: 'server_tool_use',
        value: {},
      },
      { type: 'media', choice: 0, part: 1, media: { type: 'video', source: { kind: 'url', url: 'x' } } },
      { type: 'finish', choice: 0, finish: { unified: 'other', raw: 'LANGUAGE' } },
    ]);
    expect(losses).toEqual(['server_tool_use', 'video', 'finish_reason']);
  });
});
