import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../../server/canonical/json.ts';
import { dialects } from '../../../server/dialects/index.ts';
import { encodeModelList } from '../../../server/dialects/model-list.ts';

const names = (dialect: keyof typeof dialects, body: JsonValue) =>
  dialects[dialect].decodeModelList(body).models.map(({ name }) => name);

describe('a list of models in OpenAI’s format', () => {
  it('is read as OpenAI writes it, and tells chat models from others by their names', () => {
    const { models, next } = dialects['openai-chat'].decodeModelList({
      object: 'list',
      data: [
        'gpt-4o-mini',
        'o3',
        'text-embedding-3-small',
        'whisper-1',
        'tts-1-hd',
        'dall-e-3',
        'gpt-image-1',
        'omni-moderation-latest',
        'gpt-4o-realtime-preview',
        'babbage-002',
      ].map((id) => ({ id, object: 'model', created: 1_686_935_002, owned_by: 'openai' })),
    });
    expect(next).toBeNull();
    expect(models.filter(({ chat }) => chat).map(({ name }) => name)).toEqual(['gpt-4o-mini', 'o3']);
    expect(models).toHaveLength(10);
    expect(models[0]).toEqual({
      name: 'gpt-4o-mini',
      chat: true,
      contextTokens: null,
      outputTokens: null,
      capabilities: null,
    });
  });

  it('is read with what OpenRouter says more', () => {
    const { models } = dialects['openai-chat'].decodeModelList({
      data: [
        {
          id: 'anthropic/claude-sonnet-4.6',
          context_length: 1_000_000,
          architecture: { input_modalities: ['text', 'image'], output_modalities: ['text'] },
          top_provider: { context_length: 1_000_000, max_completion_tokens: 128_000 },
          supported_parameters: ['tools', 'tool_choice', 'reasoning', 'structured_outputs', 'max_tokens'],
        },
      ],
    });
    expect(models).toEqual([
      {
        name: 'anthropic/claude-sonnet-4.6',
        chat: true,
        contextTokens: 1_000_000,
        outputTokens: 128_000,
        capabilities: ['tools', 'images', 'reasoning', 'json-schema'],
      },
    ]);
  });

  it('is read with what Mistral, Groq, vLLM and Together say more', () => {
    const { models } = dialects['openai-chat'].decodeModelList([
      {
        id: 'mistral-embed',
        max_context_length: 8192,
        capabilities: { completion_chat: false, function_calling: false, vision: false },
      },
      { id: 'llama-3.3-70b-versatile', context_window: 131_072, max_completion_tokens: 32_768, active: true },
      { id: 'Qwen/Qwen3-32B', max_model_len: 40_960 },
      { id: 'black-forest-labs/FLUX.1', type: 'image', context_length: 0 },
    ]);
    expect(models.map(({ chat, contextTokens }) => [chat, contextTokens])).toEqual([
      [false, 8192],
      [true, 131_072],
      [true, 40_960],
      [false, null],
    ]);
    expect(models[1]?.outputTokens).toBe(32_768);
  });
});

describe('a list of models in Anthropic’s format', () => {
  it('goes on at the last one of a page', () => {
    const page = dialects['anthropic-messages'].decodeModelList({
      data: [
        {
          type: 'model',
          id: 'claude-sonnet-4-6',
          display_name: 'Claude Sonnet 4.6',
          max_input_tokens: 1_000_000,
          max_tokens: 64_000,
          capabilities: {
            image_input: { supported: true },
            thinking: { supported: true },
            structured_outputs: { supported: false },
          },
        },
        { type: 'model', id: 'claude-haiku-4-5' },
      ],
      has_more: true,
      first_id: 'claude-sonnet-4-6',
      last_id: 'claude-haiku-4-5',
    });
    expect(page.next).toBe('claude-haiku-4-5');
    expect(page.models[0]).toMatchObject({
      contextTokens: 1_000_000,
      outputTokens: 64_000,
      capabilities: ['tools', 'images', 'reasoning'],
    });
    expect(page.models[1]).toMatchObject({ capabilities: null });
    const path = dialects['anthropic-messages'].upstreamPath({ name: 'list-models', after: 'a/b' });
    expect(path).toBe('/models?limit=1000&after_id=a%2Fb');
  });
});

describe('a list of models in Gemini’s format', () => {
  it('goes on at its token, and is named as requests name models', () => {
    const page = dialects.gemini.decodeModelList({
      models: [
        {
          name: 'models/gemini-2.5-flash',
          inputTokenLimit: 1_048_576,
          outputTokenLimit: 65_536,
          supportedGenerationMethods: ['generateContent', 'countTokens'],
        },
        { name: 'models/gemini-embedding-001', supportedGenerationMethods: ['embedContent'] },
      ],
      nextPageToken: 'Cg==',
    });
    expect(page.next).toBe('Cg==');
    expect(page.models).toMatchObject([
      { name: 'gemini-2.5-flash', chat: true, contextTokens: 1_048_576, outputTokens: 65_536 },
      { name: 'gemini-embedding-001', chat: false },
    ]);
    const path = dialects.gemini.upstreamPath({ name: 'list-models', after: 'Cg==' });
    expect(path).toBe('/models?pageSize=1000&pageToken=Cg%3D%3D');
  });

  it('may be empty', () => {
    expect(dialects.gemini.decodeModelList({})).toEqual({ models: [], next: null });
  });
});

describe.each(['openai-chat', 'anthropic-messages', 'gemini'] as const)(
  'a list of models in %s',
  (dialect) => {
    it('is read back as Heddle writes it', () => {
      expect(names(dialect, encodeModelList(dialect, ['a', 'b/c']))).toEqual(['a', 'b/c']);
    });

    it.each<JsonValue>([null, 'text', 7, { data: 'x' }, { models: {} }, { error: { message: 'no' } }])(
      'is upstream_malformed when it is %j',
      (body) => {
        expect(() => dialects[dialect].decodeModelList(body)).toThrow(
          expect.objectContaining({ code: 'upstream_malformed' }),
        );
      },
    );

    it('passes over what is no model', () => {
      const broken: JsonValue[] = [
        null,
        'x',
        7,
        {},
        { id: '', name: '' },
        { id: 7, name: 7 },
        { id: 'x'.repeat(2000), name: 'x'.repeat(2000) },
      ];
      expect(names(dialect, { data: broken, models: broken })).toEqual([]);
    });
  },
);
