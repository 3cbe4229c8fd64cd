import { describe, expect, it } from 'vitest';
import { Fault } from '../../../../server/canonical/fault.ts';
import { openAiChat } from '../../../../server/dialects/openai-chat/index.ts';
import { bodyWith, canonical, decode, encode, json } from './support.ts';

function refusal(body: Parameters<typeof decode>[0]): { message: string; path: string | undefined } {
  try {
    decode(body);
  } catch (error) {
    if (error instanceof Fault) return { message: error.message, path: error.path };
  }
  throw new Error('The request was not refused.');
}

/** Decoded, encoded for OpenAI itself, as it looks on the wire. */
function through(body: Parameters<typeof decode>[0], quirks = {}) {
  const { body: encoded, losses } = encode(decode(body), quirks);
  return { body: json(encoded), losses };
}

describe('an OpenAI request, decoded', () => {
  it('is refused with the path and what was expected there', () => {
    expect(refusal({ model: 'm', messages: [{ role: 'wizard', content: 'x' }] })).toMatchObject({
      path: 'messages[0].role',
      message: expect.stringContaining('expected one of "system"'),
    });
    expect(refusal(bodyWith({ temperature: 'hot' })).path).toBe('temperature');
    expect(refusal(bodyWith({ messages: [] })).path).toBe('messages');
    expect(refusal(bodyWith({ messages: [{ role: 'user', content: 5 }] })).path).toBe('messages[0].content');
    expect(refusal(bodyWith({ tools: [{ type: 'function', function: {} }] })).path).toBe(
      'tools[0].function.name',
    );
    expect(refusal(bodyWith({ stop: 5 })).path).toBe('stop');
    expect(refusal(bodyWith({ n: 0 })).path).toBe('n');
  });

  it('tells an image by address from one in the URL itself', () => {
    const request = decode(
      bodyWith({
        messages: [
          {
            role: 'user',
            content: [
              { type: 'image_url', image_url: { url: 'https://example.com/a.png', detail: 'low' } },
              { type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } },
              { type: 'input_audio', input_audio: { data: 'BBBB', format: 'mp3' } },
              { type: 'file', file: { filename: 'a.pdf', file_data: 'data:application/pdf;base64,CCCC' } },
              { type: 'file', file: { file_id: 'file-1' } },
            ],
          },
        ],
      }),
    );
    expect(request.messages[0]?.parts).toEqual([
      { type: 'image', source: { kind: 'url', url: 'https://example.com/a.png' }, detail: 'low' },
      { type: 'image', source: { kind: 'base64', data: 'AAAA', mediaType: 'image/png' } },
      { type: 'audio', source: { kind: 'base64', data: 'BBBB', mediaType: 'audio/mpeg' } },
      {
        type: 'document',
        source: { kind: 'base64', data: 'CCCC', mediaType: 'application/pdf' },
        fileName: 'a.pdf',
      },
      { type: 'document', source: { kind: 'file', fileId: 'file-1' } },
    ]);
  });

  it('finds the name of a tool by the id of its call', () => {
    const request = decode(
      bodyWith({
        messages: [
          { role: 'user', content: 'x' },
          {
            role: 'assistant',
            content: null,
            tool_calls: [{ id: 'call_1', type: 'function', function: { name: 'weather', arguments: '{}' } }],
          },
          { role: 'tool', tool_call_id: 'call_1', content: 'sunny' },
        ],
      }),
    );
    expect(request.messages[2]?.parts).toEqual([
      {
        type: 'tool-result',
        toolCallId: 'call_1',
        toolName: 'weather',
        content: [{ type: 'text', text: 'sunny' }],
      },
    ]);
  });

  it('matches the old function messages to the call before them', () => {
    const request = decode(
      bodyWith({
        messages: [
          { role: 'user', content: 'x' },
          { role: 'assistant', content: null, function_call: { name: 'weather', arguments: '{}' } },
          { role: 'function', name: 'weather', content: 'sunny' },
        ],
      }),
    );
    const [call] = request.messages[1]?.parts ?? [];
    const [result] = request.messages[2]?.parts ?? [];
    expect(call?.type === 'tool-call' && call.id).toMatch(/^call_/);
    expect(result?.type === 'tool-result' && result.toolCallId).toBe(call?.type === 'tool-call' && call.id);
  });

  it('gives a signature sent back in reasoning_details to its issuer only', () => {
    const request = decode(
      bodyWith({
        messages: [
          {
            role: 'assistant',
            content: 'Done.',
            reasoning_content: 'Let me think.',
            reasoning_details: [
              {
                type: 'reasoning.text',
                text: 'Let me think.',
                signature: 's',
                format: 'anthropic-claude-v1',
              },
              { type: 'reasoning.encrypted', data: 'e', format: 'anthropic-claude-v1' },
            ],
          },
        ],
      }),
    );
    expect(request.messages[0]?.parts).toEqual([
      {
        type: 'reasoning',
        text: 'Let me think.',
        signature: { dialect: 'anthropic-messages', value: 's' },
      },
      { type: 'reasoning', text: '', redacted: { dialect: 'anthropic-messages', value: 'e' } },
      { type: 'text', text: 'Done.' },
    ]);
  });

  it('reads cache markers in OpenAI’s and in Anthropic’s spelling', () => {
    const parts = decode(
      bodyWith({
        messages: [
          {
            role: 'user',
            content: [
              { type: 'text', text: 'a', cache_control: { type: 'ephemeral', ttl: '1h' } },
              { type: 'text', text: 'b', prompt_cache_breakpoint: { mode: 'explicit' } },
            ],
          },
        ],
      }),
    ).messages[0]?.parts;
    expect(parts).toEqual([
      { type: 'text', text: 'a', cache: { timeToLive: '1h' } },
      { type: 'text', text: 'b', cache: {} },
    ]);
  });

  it('keeps members it does not know, and does not count text-only output as one', () => {
    expect(decode(bodyWith({ store: true, modalities: ['text'], __proto__: 1 })).extensions).toEqual({
      'openai-chat': { store: true },
    });
    expect(decode(bodyWith({ modalities: ['text'] })).extensions).toBeUndefined();
  });

  it('reads every way servers have of asking for reasoning', () => {
    expect(decode(bodyWith({ reasoning_effort: 'high' })).reasoning).toEqual({ effort: 'high' });
    expect(decode(bodyWith({ reasoning: { max_tokens: 2000, exclude: true } })).reasoning).toEqual({
      budgetTokens: 2000,
      includeThoughts: false,
    });
    expect(decode(bodyWith({ thinking: { type: 'disabled' } })).reasoning).toEqual({ enabled: false });
  });
});

describe('an OpenAI request, decoded and encoded again', () => {
  it('keeps sampling, tools, choice, format and the vendor’s own members', () => {
    const closed = {
      type: 'object',
      properties: { city: { type: 'string' } },
      required: ['city'],
      additionalProperties: false,
    };
    const members = {
      temperature: 0.5,
      top_p: 0.9,
      frequency_penalty: 0.1,
      presence_penalty: 0.2,
      seed: 7,
      stop: ['a', 'b'],
      n: 2,
      logprobs: true,
      top_logprobs: 3,
      logit_bias: { '15339': -100 },
      max_completion_tokens: 100,
      reasoning_effort: 'none',
      user: 'u',
      metadata: { a: 'b' },
      service_tier: 'flex',
      store: true,
      prediction: { type: 'content', content: 'x' },
      parallel_tool_calls: false,
      tools: [
        {
          type: 'function',
          function: { name: 'f', description: 'd', parameters: closed, strict: true },
        },
        { type: 'custom', custom: { name: 'shell', format: { type: 'text' } } },
      ],
      tool_choice: {
        type: 'allowed_tools',
        allowed_tools: {
          mode: 'required',
          tools: [
            { type: 'function', function: { name: 'f' } },
            { type: 'custom', custom: { name: 'shell' } },
          ],
        },
      },
      response_format: {
        type: 'json_schema',
        json_schema: { name: 's', description: 'd', schema: closed, strict: true },
      },
    };
    expect(through(bodyWith(members))).toEqual({ body: bodyWith(members), losses: [] });
  });

  it('keeps a conversation with tools, names, refusals and recordings', () => {
    const body = bodyWith({
      messages: [
        { role: 'developer', content: 'Be brief.' },
        { role: 'user', content: 'Hi', name: 'ann' },
        { role: 'system', content: 'Now be long.' },
        { role: 'assistant', content: null, refusal: 'No.' },
        {
          role: 'user',
          content: [
            { type: 'text', text: 'a' },
            { type: 'text', text: 'b' },
          ],
        },
        { role: 'assistant', content: '', audio: { id: 'audio_1' } },
        {
          role: 'assistant',
          content: 'Calling.',
          tool_calls: [
            { id: 'call_1', type: 'function', function: { name: 'f', arguments: '{"a":1}' } },
            { id: 'call_2', type: 'custom', custom: { name: 'shell', input: 'ls' } },
          ],
        },
        { role: 'tool', tool_call_id: 'call_1', content: 'one' },
        {
          role: 'tool',
          tool_call_id: 'call_2',
          content: [
            { type: 'text', text: 'a' },
            { type: 'text', text: 'b' },
          ],
        },
      ],
    });
    expect(through(body)).toEqual({ body, losses: [] });
  });
});

describe('a canonical request, encoded for OpenAI', () => {
  it('names what only other formats have', () => {
    const { losses } = encode(
      canonical({
        sampling: { topK: 5 },
        cache: {},
        extensions: { gemini: { safetySettings: [] } },
        tools: [{ type: 'vendor', dialect: 'anthropic-messages', kind: 'web_search', value: {} }],
        toolChoice: { type: 'required' },
        messages: [
          {
            role: 'assistant',
            parts: [
              { type: 'reasoning', text: 'hm', signature: { dialect: 'anthropic-messages', value: 's' } },
              { type: 'extension', dialect: 'gemini', kind: 'executableCode', value: {} },
              { type: 'image', source: { kind: 'base64', data: 'AAAA', mediaType: 'image/png' } },
            ],
          },
        ],
      }),
    );
    expect(losses).toEqual([
      'safetySettings',
      'image',
      'executableCode',
      'reasoning_signature',
      'reasoning_content',
      'web_search',
      'tool_choice',
      'top_k',
      'cache_control',
    ]);
  });

  it('never sends a foreign signature, and sends reasoning only where the server takes it back', () => {
    const request = canonical({
      messages: [
        {
          role: 'assistant',
          parts: [
            { type: 'reasoning', text: 'hm', signature: { dialect: 'anthropic-messages', value: 'secret' } },
            { type: 'text', text: 'ok' },
          ],
        },
      ],
    });
    expect(JSON.stringify(encode(request).body)).not.toContain('hm');
    const deepSeek = encode(request, { reasoningField: 'reasoning_content' });
    expect(deepSeek.body.messages).toEqual([{ role: 'assistant', content: 'ok', reasoning_content: 'hm' }]);
    expect(deepSeek.losses).toEqual(['reasoning_signature']);
    const openRouter = encode(request, { reasoningField: 'reasoning_details' });
    expect(openRouter.losses).toEqual([]);
    expect(JSON.stringify(openRouter.body)).toContain('"signature":"secret"');
  });

  it('puts images of tool results behind the run of tool messages and says that they moved', () => {
    const result = (id: string, image: boolean) => ({
      role: 'tool' as const,
      parts: [
        {
          type: 'tool-result' as const,
          toolCallId: id,
          content: image
            ? [{ type: 'image' as const, source: { kind: 'url' as const, url: 'https://example.com/a.png' } }]
            : [{ type: 'text' as const, text: 'plain' }],
        },
      ],
    });
    const { body, losses } = encode(canonical({ messages: [result('a', true), result('b', false)] }));
    expect(json(body.messages ?? null)).toEqual([
      { role: 'tool', tool_call_id: 'a', content: '' },
      { role: 'tool', tool_call_id: 'b', content: 'plain' },
      {
        role: 'user',
        content: [
          { type: 'text', text: 'Attached to the result of a:' },
          { type: 'image_url', image_url: { url: 'https://example.com/a.png' } },
        ],
      },
    ]);
    expect(losses).toEqual(['tool_result_media']);
  });

  it('shortens ids that OpenAI would refuse, alike for a call and its result', () => {
    const id = `chatcmpl-tool-${'0'.repeat(32)}`;
    const { body } = encode(
      canonical({
        messages: [
          { role: 'assistant', parts: [{ type: 'tool-call', id, name: 'f', arguments: '' }] },
          { role: 'tool', parts: [{ type: 'tool-result', toolCallId: id, content: [] }] },
        ],
      }),
    );
    const text = JSON.stringify(body);
    const sent = /"tool_call_id":"([^"]+)"/.exec(text)?.[1] ?? '';
    expect(sent.length).toBeLessThanOrEqual(40);
    expect(text).toContain(`"id":"${sent}"`);
    expect(text).toContain('"arguments":"{}"');
  });

  it('asks each model only for an effort it knows', () => {
    const asking = (effort: 'none' | 'high' | 'max', model: string) =>
      encode(canonical({ reasoning: { effort } }), {}, model);
    expect(asking('high', 'gpt-4o')).toMatchObject({ losses: ['reasoning_effort'] });
    expect(asking('none', 'gpt-4o').losses).toEqual([]);
    expect(asking('max', 'gpt-5-nano')).toMatchObject({
      body: { reasoning_effort: 'high' },
      losses: ['reasoning_effort'],
    });
    expect(asking('max', 'some-other-model').body.reasoning_effort).toBe('max');
    expect(encode(canonical({ reasoning: { budgetTokens: 1000 } })).body.reasoning_effort).toBe('low');
  });

  it('spares a model that reasons the sampling it would refuse', () => {
    const asking = (model: string, effort?: 'none' | 'high') => {
      const sampling = { temperature: 0.5, topP: 1, stop: ['x'], seed: 1 };
      const { body, losses } = encode(
        canonical({ sampling, ...(effort && { reasoning: { effort } }) }),
        {},
        model,
      );
      return { sent: ['temperature', 'top_p', 'stop', 'seed'].filter((member) => member in body), losses };
    };
    const all = ['temperature', 'top_p', 'stop', 'seed'];
    expect(asking('gpt-4o')).toEqual({ sent: all, losses: [] });
    expect(asking('o3')).toEqual({ sent: ['seed'], losses: ['stop', 'temperature'] });
    expect(asking('gpt-5-nano')).toEqual({ sent: ['seed'], losses: ['stop', 'temperature'] });
    expect(asking('gpt-5.2', 'high')).toEqual({ sent: ['stop', 'seed'], losses: ['temperature'] });
    expect(asking('gpt-5.2', 'none')).toEqual({ sent: all, losses: [] });
    expect(asking('gpt-5-chat-latest')).toEqual({ sent: all, losses: [] });
  });

  it('follows the server’s quirks', () => {
    const request = canonical({
      stream: true,
      sampling: { maxTokens: 5, topK: 3, seed: 1 },
      reasoning: { effort: 'high' },
      output: { type: 'json-schema', schema: { type: 'object' } },
      messages: [
        { role: 'developer', parts: [{ type: 'text', text: 'x', cache: { timeToLive: '1h' } }] },
        { role: 'user', parts: [{ type: 'image', source: { kind: 'url', url: 'https://example.com/a' } }] },
      ],
    });
    const { body, losses } = encode(request, {
      maxTokensField: 'max_tokens',
      developerRole: false,
      streamOptions: false,
      jsonSchema: false,
      reasoningRequest: 'thinking-object',
      cacheMarker: 'cache_control',
      accepts: ['top_k'],
      imageUrls: false,
      unsupported: ['seed', 'stream_options'],
    });
    expect(json(body)).toEqual({
      model: 'gpt-5.6',
      stream: true,
      max_tokens: 5,
      top_k: 3,
      thinking: { type: 'enabled' },
      response_format: { type: 'json_object' },
      messages: [
        { role: 'system', content: expect.stringContaining('{"type":"object"}') },
        {
          role: 'system',
          content: [{ type: 'text', text: 'x', cache_control: { type: 'ephemeral', ttl: '1h' } }],
        },
        { role: 'user', content: '' },
      ],
    });
    expect(losses).toEqual(['image_url', 'reasoning_effort', 'json_schema', 'seed']);
  });

  it('asks for usage in every stream', () => {
    expect(encode(canonical({ stream: true })).body.stream_options).toEqual({ include_usage: true });
    expect(encode(canonical({})).body).not.toHaveProperty('stream_options');
  });
});

describe('the envelope of an OpenAI request', () => {
  it('bounds the output over all choices', () => {
    expect(
      openAiChat.readEnvelope({ body: bodyWith({ stream: true, max_completion_tokens: 10, n: 3 }) }),
    ).toEqual({ model: 'gpt-5.6', stream: true, maxOutputTokens: 30, choices: 3 });
    expect(openAiChat.readEnvelope({ body: bodyWith({}) })).toEqual({ model: 'gpt-5.6', stream: false });
  });
});
