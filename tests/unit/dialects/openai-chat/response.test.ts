import { describe, expect, it } from 'vitest';
import type { CanonicalResponse, Choice } from '../../../../server/canonical/response.ts';
import { openAiChat } from '../../../../server/dialects/openai-chat/index.ts';
import { context, json } from './support.ts';

function answer(message: Record<string, unknown>, choice: Record<string, unknown> = {}, more = {}) {
  return json({
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 5,
    model: 'gpt-5.6-2026',
    choices: [{ index: 0, message: { role: 'assistant', ...message }, finish_reason: 'stop', ...choice }],
    ...more,
  });
}

function decodeChoice(message: Record<string, unknown>, choice: Record<string, unknown> = {}): Choice {
  const [decoded] = openAiChat.decodeResponse(answer(message, choice)).choices;
  if (decoded === undefined) throw new Error('There is no choice.');
  return decoded;
}

function usageOf(usage: Record<string, unknown>) {
  return openAiChat.decodeResponse(answer({ content: 'x' }, {}, { usage })).usage;
}

function encode(choice: Partial<Choice>, more: Partial<CanonicalResponse> = {}) {
  const { body, losses } = openAiChat.encodeResponse(
    {
      id: 'msg_1',
      model: 'upstream-name',
      usage: null,
      choices: [{ index: 0, parts: [], finish: { unified: 'stop', raw: null }, ...choice }],
      ...more,
    },
    context,
  );
  return { body, losses: losses.map((loss) => loss.name) };
}

describe('an OpenAI answer, decoded', () => {
  it('says tool-calls when there are calls, also where the server says stop', () => {
    const call = { id: 'call_1', type: 'function', function: { name: 'f', arguments: '{"a":1}' } };
    expect(decodeChoice({ content: null, tool_calls: [call] }, { finish_reason: 'stop' })).toMatchObject({
      parts: [{ type: 'tool-call', id: 'call_1', name: 'f', arguments: '{"a":1}' }],
      finish: { unified: 'tool-calls', raw: 'stop' },
    });
  });

  it('says refusal when the model declined in words', () => {
    expect(decodeChoice({ content: null, refusal: 'No.' })).toMatchObject({
      parts: [{ type: 'refusal', text: 'No.' }],
      finish: { unified: 'refusal' },
    });
  });

  it('reads reasoning under either name and Mistral’s typed parts', () => {
    expect(decodeChoice({ reasoning_content: 'hm', content: 'x' }).parts[0]).toEqual({
      type: 'reasoning',
      text: 'hm',
    });
    expect(decodeChoice({ reasoning: 'hm', content: 'x' }).parts[0]).toMatchObject({ text: 'hm' });
    expect(
      decodeChoice({
        content: [
          { type: 'thinking', thinking: [{ type: 'text', text: 'hm' }] },
          { type: 'text', text: 'x' },
        ],
      }).parts,
    ).toEqual([
      { type: 'reasoning', text: 'hm' },
      { type: 'text', text: 'x' },
    ]);
  });

  it('does without a finish reason, ids and string arguments', () => {
    const choice = decodeChoice(
      { tool_calls: [{ function: { name: 'f', arguments: { a: 1 } } }] },
      { finish_reason: null },
    );
    expect(choice.finish).toEqual({ unified: 'tool-calls', raw: null });
    expect(choice.parts[0]).toMatchObject({ id: expect.stringMatching(/^call_/), arguments: '{"a":1}' });
  });

  it('keeps what was cited, and gives up what is only about the server', () => {
    const annotations = [{ type: 'url_citation', url_citation: { url: 'https://example.com' } }];
    const response = openAiChat.decodeResponse(
      answer({ content: 'x', annotations }, {}, { system_fingerprint: 'fp', citations: ['a'] }),
    );
    expect(response.choices[0]?.extensions).toEqual({ 'openai-chat': { annotations } });
    expect(response.extensions).toEqual({ 'openai-chat': { citations: ['a'] } });
  });

  it('refuses what is no answer as malformed, and an error inside a 200 as that error', () => {
    const malformed = expect.objectContaining({ code: 'upstream_malformed' });
    for (const body of [null, [], 'x', {}, { choices: {} }, { choices: [3] }, { choices: [{}] }]) {
      expect(() => openAiChat.decodeResponse(json(body))).toThrow(malformed);
    }
    expect(() => openAiChat.decodeResponse({ error: { message: 'rate limit', code: 429 } })).toThrow(
      expect.objectContaining({ code: 'upstream_rate_limited' }),
    );
  });
});

describe('usage of OpenAI and its likes', () => {
  it('has cached, written and reasoning tokens inside the totals', () => {
    const raw = {
      prompt_tokens: 100,
      completion_tokens: 50,
      total_tokens: 150,
      prompt_tokens_details: { cached_tokens: 60, cache_write_tokens: 10, audio_tokens: 5 },
      completion_tokens_details: { reasoning_tokens: 20, audio_tokens: 3 },
    };
    expect(usageOf(raw)).toEqual({
      inputTokens: 100,
      cachedInputTokens: 60,
      cacheWriteTokens: 10,
      outputTokens: 50,
      reasoningTokens: 20,
      inputAudioTokens: 5,
      outputAudioTokens: 3,
      raw,
    });
  });

  it('adds reasoning that the server counts beside the completion', () => {
    expect(
      usageOf({
        prompt_tokens: 10,
        completion_tokens: 5,
        total_tokens: 40,
        completion_tokens_details: { reasoning_tokens: 25 },
      }),
    ).toMatchObject({ outputTokens: 30, reasoningTokens: 25 });
    expect(usageOf({ prompt_tokens: 10, completion_tokens: 5, total_tokens: 40 })).toMatchObject({
      outputTokens: 30,
      reasoningTokens: 25,
    });
  });

  it('finds cached tokens where DeepSeek, Moonshot and LiteLLM put them', () => {
    expect(usageOf({ prompt_tokens: 9, prompt_cache_hit_tokens: 4 })?.cachedInputTokens).toBe(4);
    expect(usageOf({ prompt_tokens: 9, cached_tokens: 4 })?.cachedInputTokens).toBe(4);
    expect(usageOf({ prompt_tokens: 9, cache_read_input_tokens: 4 })?.cachedInputTokens).toBe(4);
  });

  it('counts nothing that is no count', () => {
    expect(usageOf({ prompt_tokens: -1, completion_tokens: 'many', total_tokens: 1e300 })).toMatchObject({
      inputTokens: 0,
      outputTokens: 0,
    });
    expect(openAiChat.decodeResponse(answer({ content: 'x' })).usage).toBeNull();
  });
});

describe('a canonical answer, encoded for OpenAI clients', () => {
  it('has the public model, an id of OpenAI’s kind and a time', () => {
    expect(encode({ parts: [{ type: 'text', text: 'x' }] }).body).toEqual({
      id: 'chatcmpl-01939f3e000070008000000000000001',
      object: 'chat.completion',
      created: 1_764_000_000,
      model: 'public-name',
      choices: [
        {
          index: 0,
          message: { role: 'assistant', content: 'x', refusal: null },
          logprobs: null,
          finish_reason: 'stop',
        },
      ],
    });
  });

  it('brings every finish back that other formats have', () => {
    for (const unified of ['stop', 'length', 'tool-calls', 'content-filter', 'refusal', 'pause'] as const) {
      const parts = [{ type: 'text' as const, text: 'x' }];
      const { body, losses } = encode({ parts, finish: { unified, raw: 'WORD', stopSequence: 'END' } });
      expect(losses).toEqual([]);
      expect(openAiChat.decodeResponse(body).choices[0]?.finish).toMatchObject({
        unified,
        stopSequence: 'END',
      });
    }
    expect(encode({ finish: { unified: 'other', raw: null } }).losses).toEqual(['finish_reason']);
  });

  it('carries signatures of any issuer, and brings them back', () => {
    const parts = [
      {
        type: 'reasoning' as const,
        text: 'hm',
        signature: { dialect: 'anthropic-messages' as const, value: 's' },
      },
      {
        type: 'reasoning' as const,
        text: '',
        redacted: { dialect: 'anthropic-messages' as const, value: 'e' },
      },
      { type: 'text' as const, text: 'x', signature: { dialect: 'gemini' as const, value: 't' } },
      {
        type: 'tool-call' as const,
        id: 'call_1',
        name: 'f',
        arguments: '{}',
        signature: { dialect: 'gemini' as const, value: 'u' },
      },
    ];
    const { body, losses } = encode({ parts, finish: { unified: 'tool-calls', raw: null } });
    expect(losses).toEqual([]);
    expect(openAiChat.decodeResponse(body).choices[0]?.parts).toEqual(parts);
  });

  it('hands over images and recordings a model made', () => {
    const image = {
      type: 'image' as const,
      source: { kind: 'base64' as const, data: 'AA', mediaType: 'image/png' },
    };
    const audio = {
      type: 'audio' as const,
      source: { kind: 'base64' as const, data: 'BB', mediaType: 'audio/wav' },
      id: 'audio_1',
      transcript: 'hi',
      extensions: { 'openai-chat': { expires_at: 9 } },
    };
    const { body, losses } = encode({ parts: [image, audio] });
    expect(losses).toEqual([]);
    expect(openAiChat.decodeResponse(body).choices[0]?.parts).toEqual([image, audio]);
  });

  it('writes logprobs with the bytes of each token', () => {
    const { body } = encode({
      parts: [{ type: 'text', text: 'é' }],
      logprobs: [{ token: 'é', logprob: -0.5, top: [{ token: 'e', logprob: -2, bytes: null }] }],
    });
    expect(json(body)).toMatchObject({
      choices: [
        {
          logprobs: {
            content: [
              {
                token: 'é',
                logprob: -0.5,
                bytes: [195, 169],
                top_logprobs: [{ token: 'e', logprob: -2, bytes: null }],
              },
            ],
          },
        },
      ],
    });
  });

  it('names parts that only another vendor has', () => {
    expect(
      encode({
        parts: [
          { type: 'extension', dialect: 'anthropic-messages', kind: 'server_tool_use', value: {} },
          { type: 'image', source: { kind: 'file', fileId: 'f' } },
        ],
        extensions: { gemini: { groundingMetadata: {} } },
      }).losses,
    ).toEqual(['server_tool_use', 'image', 'groundingMetadata']);
  });
});
