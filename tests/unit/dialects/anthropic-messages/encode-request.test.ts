import { describe, expect, it } from 'vitest';
import type { CanonicalRequest, FunctionTool } from '../../../../server/canonical/request.ts';
import { canonical, encode } from './support.ts';

const text = (words: string) => ({ type: 'text' as const, text: words });
const call = (id: string, name = 'look', args = '{}') => ({
  type: 'tool-call' as const,
  id,
  name,
  arguments: args,
});
const result = (toolCallId: string, words: string) => ({
  type: 'tool-result' as const,
  toolCallId,
  content: [text(words)],
});
const tool: FunctionTool = { type: 'function', name: 'look', parameters: { type: 'object', properties: {} } };

function messagesOf(messages: CanonicalRequest['messages'], model?: string) {
  const { body, losses } = encode(canonical({ messages }), model);
  return { system: body.system, messages: body.messages, losses };
}

describe('messages of other formats', () => {
  it('hoists leading system messages and keeps one later where the model takes it', () => {
    const messages: CanonicalRequest['messages'] = [
      { role: 'system', parts: [text('One.')] },
      { role: 'developer', parts: [text('Two.')] },
      { role: 'user', parts: [text('Hello')] },
      { role: 'system', parts: [text('Three.')] },
    ];
    expect(messagesOf(messages, 'claude-opus-5')).toEqual({
      system: [text('One.'), text('Two.')],
      messages: [
        { role: 'user', content: 'Hello' },
        { role: 'system', content: 'Three.' },
      ],
      losses: [],
    });
    expect(messagesOf(messages)).toEqual({
      system: [text('One.'), text('Two.'), text('Three.')],
      messages: [{ role: 'user', content: 'Hello' }],
      losses: ['system_position'],
    });
  });

  it('lets roles alternate and puts tool results first', () => {
    expect(
      messagesOf([
        { role: 'user', parts: [text('a')] },
        { role: 'user', parts: [text('b')] },
        { role: 'assistant', parts: [text('c')] },
        { role: 'assistant', parts: [call('1'), call('2')] },
        { role: 'user', parts: [text('wait')] },
        { role: 'tool', parts: [result('1', 'x')] },
        { role: 'tool', parts: [result('2', 'y')] },
      ]).messages,
    ).toEqual([
      { role: 'user', content: [text('a'), text('b')] },
      {
        role: 'assistant',
        content: [
          text('c'),
          { type: 'tool_use', id: '1', name: 'look', input: {} },
          { type: 'tool_use', id: '2', name: 'look', input: {} },
        ],
      },
      {
        role: 'user',
        content: [
          { type: 'tool_result', tool_use_id: '1', content: 'x' },
          { type: 'tool_result', tool_use_id: '2', content: 'y' },
          text('wait'),
        ],
      },
    ]);
  });

  it('sends no empty text and no empty message', () => {
    expect(
      messagesOf([
        { role: 'user', parts: [text(''), text('a')] },
        { role: 'assistant', parts: [text('')] },
        { role: 'user', parts: [text('b')] },
      ]).messages,
    ).toEqual([{ role: 'user', content: [text('a'), text('b')] }]);
  });

  it('lets the user say a prompt that is only a system prompt', () => {
    expect(messagesOf([{ role: 'system', parts: [text('Write a haiku.')] }])).toEqual({
      system: undefined,
      messages: [{ role: 'user', content: 'Write a haiku.' }],
      losses: ['system_position'],
    });
  });

  it('replaces ids that Anthropic refuses, in call and result alike', () => {
    const { body } = encode(
      canonical({
        messages: [
          { role: 'assistant', parts: [call('functions.look:0')] },
          { role: 'tool', parts: [result('functions.look:0', 'x')] },
        ],
      }),
    );
    const json = JSON.stringify(body.messages);
    const ids = [...json.matchAll(/"(?:id|tool_use_id)":"([^"]+)"/g)].map((match) => match[1]);
    expect(ids).toHaveLength(2);
    expect(ids[0]).toBe(ids[1]);
    expect(ids[0]).toMatch(/^toolu_[a-zA-Z0-9_-]{24}$/);
  });

  it('keeps arguments that are no JSON object inside of one, and says so', () => {
    const { body, losses } = encode(
      canonical({ messages: [{ role: 'assistant', parts: [call('1', 'look', '{"a":')] }] }),
    );
    expect(JSON.stringify(body.messages)).toContain('"input":{"arguments":"{\\"a\\":"}');
    expect(losses).toEqual(['invalid_tool_arguments']);
  });

  it('never sends thoughts that Anthropic did not sign', () => {
    const { body, losses } = encode(
      canonical({
        messages: [
          {
            role: 'assistant',
            parts: [
              { type: 'reasoning', text: 'hm', signature: { dialect: 'gemini', value: 'theirs' } },
              text('Yes.'),
            ],
          },
        ],
      }),
    );
    expect(body.messages).toEqual([{ role: 'assistant', content: 'Yes.' }]);
    expect(losses).toEqual(['reasoning_signature', 'reasoning_content']);
  });

  it('names media it cannot carry, and reads text out of documents', () => {
    const { body, losses } = encode(
      canonical({
        messages: [
          {
            role: 'user',
            parts: [
              { type: 'audio', source: { kind: 'base64', data: 'AAAA', mediaType: 'audio/wav' } },
              { type: 'image', source: { kind: 'file', fileId: 'file-openai' } },
              { type: 'image', detail: 'low', source: { kind: 'url', url: 'https://example.com/a.png' } },
              {
                type: 'document',
                source: { kind: 'base64', data: 'aGVsbG8=', mediaType: 'text/plain' },
                fileName: 'a.txt',
              },
            ],
          },
        ],
      }),
    );
    expect(losses).toEqual(['audio', 'file_id', 'detail']);
    expect(body.messages).toEqual([
      {
        role: 'user',
        content: [
          { type: 'image', source: { type: 'url', url: 'https://example.com/a.png' } },
          {
            type: 'document',
            source: { type: 'text', media_type: 'text/plain', data: 'hello' },
            title: 'a.txt',
          },
        ],
      },
    ]);
  });
});

describe('members of other formats', () => {
  it('chooses max_tokens by model when the client named none', () => {
    const unbounded = canonical({ sampling: {} });
    const bound = (model: string) => encode(unbounded, model).body.max_tokens;
    expect(bound('claude-3-haiku-20240307')).toBe(4096);
    expect(bound('claude-3-5-sonnet-20241022')).toBe(8192);
    expect(bound('claude-sonnet-4-5')).toBe(32_000);
    expect(bound('somebody-elses-model')).toBe(8192);
  });

  it('names what it has no word for, but not values that are the default', () => {
    const sampling = {
      frequencyPenalty: 1,
      presencePenalty: 1,
      seed: 7,
      n: 2,
      logprobs: true,
      topLogprobs: 3,
      logitBias: { '5': 1 },
    };
    expect(encode(canonical({ sampling })).losses).toEqual([
      'frequency_penalty',
      'presence_penalty',
      'seed',
      'n',
      'logprobs',
      'top_logprobs',
      'logit_bias',
    ]);
    const defaults = { frequencyPenalty: 0, presencePenalty: 0, n: 1, logprobs: false, logitBias: {} };
    expect(encode(canonical({ sampling: defaults })).losses).toEqual([]);
  });

  it('keeps sampling within what the model takes', () => {
    expect(encode(canonical({ sampling: { temperature: 1.5, topP: 0.5 } }))).toMatchObject({
      body: { temperature: 1 },
      losses: ['temperature', 'top_p'],
    });
    const newest = encode(canonical({ sampling: { temperature: 0.2, topK: 5 } }), 'claude-opus-5');
    expect(newest.losses).toEqual(['temperature', 'top_k']);
    expect(newest.body).not.toHaveProperty('temperature');
  });

  it('leaves other tools out where only some are allowed', () => {
    const { body, losses } = encode(
      canonical({
        tools: [tool, { type: 'function', name: 'hide' }],
        toolChoice: { type: 'allowed', names: ['hide'], required: true },
        parallelToolCalls: false,
      }),
    );
    expect(body.tools).toEqual([{ name: 'hide', input_schema: { type: 'object', properties: {} } }]);
    expect(body.tool_choice).toEqual({ type: 'any', disable_parallel_tool_use: true });
    expect(losses).toEqual([]);
  });

  it('names tools of other vendors, and chooses among none when none is left', () => {
    const { body, losses } = encode(
      canonical({
        tools: [{ type: 'vendor', dialect: 'gemini', kind: 'google_search', value: {} }],
        toolChoice: { type: 'required' },
      }),
    );
    expect(body).not.toHaveProperty('tools');
    expect(body).not.toHaveProperty('tool_choice');
    expect(losses).toEqual(['google_search']);
  });

  it('closes the objects of a schema and names the keywords Anthropic refuses', () => {
    const { body, losses } = encode(
      canonical({
        output: {
          type: 'json-schema',
          name: 'Ship',
          schema: {
            type: 'object',
            properties: { length: { type: 'number', minimum: 1 }, crew: { $ref: '#/$defs/crew' } },
            $defs: { crew: { oneOf: [{ type: 'object', properties: {} }, { type: 'null' }] } },
          },
        },
      }),
    );
    expect(body.output_config).toEqual({
      format: {
        type: 'json_schema',
        schema: {
          type: 'object',
          properties: { length: { type: 'number' }, crew: { $ref: '#/$defs/crew' } },
          $defs: {
            crew: {
              anyOf: [{ type: 'object', properties: {}, additionalProperties: false }, { type: 'null' }],
            },
          },
          additionalProperties: false,
        },
      },
    });
    expect(losses).toEqual(['minimum']);
  });

  it('says that it knows no JSON without a schema', () => {
    expect(encode(canonical({ output: { type: 'json' } })).losses).toEqual(['response_format']);
  });

  it('takes a server’s refusals for losses', async () => {
    const { anthropicMessages } = await import('../../../../server/dialects/anthropic-messages/index.ts');
    const { body, losses } = anthropicMessages.encodeRequest(canonical({ sampling: { topK: 3 } }), {
      model: 'glm',
      quirks: { unsupported: ['top_k'] },
    });
    expect(body).not.toHaveProperty('top_k');
    expect(losses).toEqual([{ name: 'top_k' }]);
  });
});

describe('reasoning', () => {
  const thinking = (reasoning: CanonicalRequest['reasoning'], model: string, maxTokens?: number) => {
    const { body, losses } = encode(canonical({ reasoning, sampling: { maxTokens } }), model);
    return {
      thinking: body.thinking,
      effort: (body.output_config as { effort?: string } | undefined)?.effort,
      maxTokens: body.max_tokens,
      losses,
    };
  };

  it('is asked for by adaptive thinking and an effort where the model knows them', () => {
    expect(thinking({ effort: 'high' }, 'claude-opus-4-6')).toEqual({
      thinking: { type: 'adaptive' },
      effort: 'high',
      maxTokens: 32_000,
      losses: [],
    });
    expect(thinking({ effort: 'minimal' }, 'claude-opus-5')).toMatchObject({ effort: 'low' });
    expect(thinking({ budgetTokens: 20_000, includeThoughts: true }, 'claude-opus-5')).toMatchObject({
      thinking: { type: 'adaptive', display: 'summarized' },
      effort: 'high',
    });
  });

  it('is asked for by a budget where it must be, with room left for the answer', () => {
    expect(thinking({ effort: 'medium' }, 'claude-sonnet-4-5')).toEqual({
      thinking: { type: 'enabled', budget_tokens: 8192 },
      effort: undefined,
      maxTokens: 40_192,
      losses: [],
    });
    expect(thinking({ effort: 'high' }, 'claude-sonnet-4-5', 4000)).toMatchObject({
      thinking: { type: 'enabled', budget_tokens: 2000 },
      maxTokens: 4000,
    });
    expect(thinking({ effort: 'high' }, 'claude-sonnet-4-5', 1500)).toMatchObject({
      thinking: undefined,
      losses: ['reasoning_effort'],
    });
  });

  it('is switched off, or named where the model has none', () => {
    expect(thinking({ effort: 'none' }, 'claude-sonnet-4-5')).toMatchObject({
      thinking: { type: 'disabled' },
      losses: [],
    });
    expect(thinking({ effort: 'high' }, 'claude-3-5-haiku-latest')).toMatchObject({
      thinking: undefined,
      losses: ['reasoning_effort'],
    });
  });

  it('is turned down as far as the newest models allow', () => {
    const off = { enabled: false, effort: 'max' as const };
    expect(thinking(off, 'claude-opus-5')).toMatchObject({
      thinking: { type: 'disabled' },
      effort: 'high',
      losses: [],
    });
    expect(thinking({ effort: 'none' }, 'claude-sonnet-5-5')).toMatchObject({
      thinking: { type: 'between_tools' },
      losses: [],
    });
    expect(thinking({ effort: 'none' }, 'claude-opus-5-5')).toMatchObject({
      thinking: undefined,
      effort: 'low',
      losses: ['reasoning_effort'],
    });
  });

  it('is switched off for a tool that must be called where models think unasked', () => {
    const request = canonical({ tools: [tool], toolChoice: { type: 'required' } });
    expect(encode(request, 'claude-sonnet-5').body).toMatchObject({
      thinking: { type: 'disabled' },
      tool_choice: { type: 'any' },
    });
    expect(encode(request, 'claude-sonnet-4-5').body).not.toHaveProperty('thinking');
  });

  it('goes before a tool that must be called where models refuse to be forced', () => {
    const request = canonical({
      reasoning: { effort: 'high' },
      tools: [tool],
      toolChoice: { type: 'tool', name: 'look' },
    });
    const { body, losses } = encode(request, 'claude-opus-5-5');
    expect(body).toMatchObject({ thinking: { type: 'adaptive' }, tool_choice: { type: 'auto' } });
    expect(losses).toEqual(['tool_choice']);
  });

  it('gives way to a tool that must be called, which Anthropic does not allow beside it', () => {
    const { body, losses } = encode(
      canonical({ reasoning: { effort: 'high' }, tools: [tool], toolChoice: { type: 'required' } }),
    );
    expect(body).not.toHaveProperty('thinking');
    expect(losses).toEqual(['reasoning_effort']);
  });
});
