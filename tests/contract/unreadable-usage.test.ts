import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiKey, type GatewayUnderTest, gatewayUnderTest } from './support/gateway-under-test.ts';
import {
  anthropicAnswer,
  anthropicEvents,
  geminiAnswer,
  json,
  openAiAnswer,
  openAiStream,
  type Script,
  type ScriptedUpstream,
  scriptedUpstream,
  stream,
} from './support/scripted-upstream.ts';

type Dialect = 'openai' | 'anthropic' | 'gemini';

/** What a provider's usage is, by the names of its counts. */
type Shape = (input: string, output: string, cached: string) => unknown;

const shapes: Record<string, Shape> = {
  'an empty object': () => ({}),
  'a string': () => 'none',
  'a number': () => 1e308,
  'an array': () => [],
  null: () => null,
  'counts in strings': (input, output) => ({ [input]: '11', [output]: '3' }),
  fractions: (input, output) => ({ [input]: 11.5, [output]: 3.5 }),
  'negative counts': (input, output) => ({ [input]: -11, [output]: -3 }),
  'counts beyond all numbers': (input, output) => ({ [input]: 1e308, [output]: 1e308 }),
  'counts beyond all models': (input, output) => ({ [input]: 40_000_000, [output]: 40_000_000 }),
  'counts of null': (input, output) => ({ [input]: null, [output]: null }),
  'counts in arrays': (input, output) => ({ [input]: [11], [output]: [3] }),
  'counts in objects': (input, output) => ({ [input]: { tokens: 11 }, [output]: {} }),
  'counts of 0': (input, output) => ({ [input]: 0, [output]: 0 }),
  'the input only': (input) => ({ [input]: 11 }),
  'the output only': (_, output) => ({ [output]: 3 }),
};

const upstreams: Record<
  Dialect,
  {
    names: [string, string, string];
    whole(usage: unknown): Script;
    streamed(usage: unknown): Script;
    model: string;
  }
> = {
  openai: {
    names: ['prompt_tokens', 'completion_tokens', 'cached_tokens'],
    model: 'gpt-4o-mini',
    whole: (usage) => json(200, { ...openAiAnswer, usage }),
    streamed: (usage) =>
      stream(
        openAiStream.opening,
        openAiStream.text('Good day.'),
        openAiStream.finish,
        `data: ${JSON.stringify({ id: 'c1', object: 'chat.completion.chunk', created: 1, model: 'gpt-4o-mini', choices: [], usage })}\n\n`,
        openAiStream.done,
      ),
  },
  anthropic: {
    names: ['input_tokens', 'output_tokens', 'cache_read_input_tokens'],
    model: 'claude-haiku-4-5',
    whole: (usage) => json(200, { ...anthropicAnswer, usage }),
    streamed: (usage) =>
      stream(
        ...anthropicEvents.map((event) =>
          event.includes('message_delta')
            ? event.replace(',"usage":{"output_tokens":3}', '')
            : event.replace(JSON.stringify(anthropicAnswer.usage), JSON.stringify(usage)),
        ),
      ),
  },
  gemini: {
    names: ['promptTokenCount', 'candidatesTokenCount', 'cachedContentTokenCount'],
    model: 'gemini-2.5-flash',
    whole: (usageMetadata) => json(200, { ...geminiAnswer, usageMetadata }),
    streamed: (usageMetadata) => stream(`data: ${JSON.stringify({ ...geminiAnswer, usageMetadata })}\n\n`),
  },
};

const clients: Record<Dialect, (stream: boolean) => { path: string; body: object }> = {
  openai: (stream) => ({
    path: '/v1/chat/completions',
    body: { model: 'm', stream, messages: [{ role: 'user', content: 'Hello!' }] },
  }),
  anthropic: (stream) => ({
    path: '/v1/messages',
    body: { model: 'm', stream, max_tokens: 100, messages: [{ role: 'user', content: 'Hello!' }] },
  }),
  gemini: (stream) => ({
    path: `/v1beta/models/m:${stream ? 'streamGenerateContent' : 'generateContent'}`,
    body: { contents: [{ role: 'user', parts: [{ text: 'Hello!' }] }] },
  }),
};

const dialects = ['openai', 'anthropic', 'gemini'] as const;

describe.each(dialects)('usage of an upstream that speaks %s', (dialect) => {
  const { names, whole, streamed, model } = upstreams[dialect];
  let script: Script = json(500, {});
  let upstream: ScriptedUpstream;
  let under: GatewayUnderTest;
  beforeAll(async () => {
    upstream = await scriptedUpstream((...exchange) => script(...exchange));
    under = gatewayUnderTest({
      channels: [{ provider: dialect, baseUrl: upstream.url, models: { m: model } }],
    });
  });
  afterAll(async () => {
    await under.gateway.close(500);
    await upstream.close();
  });

  async function recordOf(client: Dialect, isStream: boolean, usage: unknown) {
    script = isStream ? streamed(usage) : whole(usage);
    under.records.length = 0;
    const { path, body } = clients[client](isStream);
    const response = await under.gateway.serve({
      method: 'POST',
      path,
      query: client === 'gemini' && isStream ? 'alt=sse' : '',
      clientAddress: '203.0.113.7',
      headers: { authorization: `Bearer ${apiKey}` },
      readBody: async () => Buffer.from(JSON.stringify(body)),
      signal: new AbortController().signal,
    });
    expect(response.status).toBe(200);
    if (!Buffer.isBuffer(response.body)) for await (const _ of response.body);
    response.holding?.release();
    expect(under.records).toHaveLength(1);
    return under.records[0];
  }

  const ways = dialects.flatMap((client) => [
    { client, isStream: false },
    { client, isStream: true },
  ]);
  describe.each(ways)('asked in $client, streamed: $isStream', ({ client, isStream }) => {
    it.each(Object.entries(shapes))('is estimated and marked where it is %s', async (_, shape) => {
      const usage = shape(...names);
      const record = await recordOf(client, isStream, usage);
      expect(record).toMatchObject({ usageEstimated: true, endedBy: 'completed', errorCode: null });
      // By the tokenizer: "Hello!" with its framing, and "Good day.". A half that was told is as it was told.
      expect([8, 11]).toContain(record?.inputTokens);
      expect(record?.outputTokens).toBe(3);
      expect(record?.costNanoUsd).toBeGreaterThan(0n);
      expect(record?.costNanoUsd).toBeLessThan(100_000n);
      if (usage !== null && typeof usage === 'object' && !Array.isArray(usage)) {
        expect(record?.rawUsage).toMatchObject(JSON.parse(JSON.stringify(usage)));
      }
    });

    it('is kept within its totals, and marked', async () => {
      const [input, output, cached] = names;
      const details =
        dialect === 'openai' ? { prompt_tokens_details: { [cached]: 9_000 } } : { [cached]: 9_000 };
      const record = await recordOf(client, isStream, { [input]: 11, [output]: 3, ...details });
      // Anthropic counts what was cached beside the rest.
      const expected = dialect === 'anthropic' ? 9_011 : 11;
      expect(record).toMatchObject({ inputTokens: expected, usageEstimated: dialect !== 'anthropic' });
      expect(record?.cachedInputTokens).toBe(dialect === 'anthropic' ? 9_000 : 11);
    });

    it('is believed where it can be', async () => {
      const [input, output] = names;
      const record = await recordOf(client, isStream, { [input]: 11, [output]: 3 });
      expect(record).toMatchObject({ inputTokens: 11, outputTokens: 3, usageEstimated: false });
    });
  });
});
