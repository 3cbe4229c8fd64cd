import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { apiKey, gatewayUnderTest, listening } from '../../contract/support/gateway-under-test.ts';
import { anthropicVendor } from '../../fixtures/upstreams/anthropic/write.ts';
import { geminiVendor } from '../../fixtures/upstreams/gemini/write.ts';
import { openAiVendor } from '../../fixtures/upstreams/openai/write.ts';
import { plainAnswer, prompts, tokens } from '../../fixtures/upstreams/scene.ts';
import { startUpstream } from '../../fixtures/upstreams/upstream.ts';
import { anthropicClient } from './anthropic-client.ts';
import { type Question, weatherTool } from './client.ts';
import { googleClient } from './google-client.ts';
import { openAiClient } from './openai-client.ts';

const upstreams = {
  openai: await startUpstream(openAiVendor),
  anthropic: await startUpstream(anthropicVendor),
  gemini: await startUpstream(geminiVendor),
};
const upstreamModels = { openai: 'gpt-4.1-mini', anthropic: 'claude-sonnet-4-5', gemini: 'gemini-2.5-flash' };
const providers = Object.keys(upstreams) as (keyof typeof upstreams)[];

const { gateway, records } = gatewayUnderTest({
  channels: providers.map((provider) => ({
    provider,
    baseUrl: upstreams[provider].url,
    credential: upstreams[provider].credential,
    models: { [`by-${provider}`]: upstreamModels[provider] },
  })),
});
const server = await listening(gateway);

afterAll(async () => {
  await gateway.close(0);
  await server.close();
  await Promise.all(providers.map((provider) => upstreams[provider].close()));
});

const clients = [
  openAiClient(server.url, apiKey),
  anthropicClient(server.url, apiKey),
  googleClient(server.url, apiKey),
];
const pairs = clients.flatMap((client) => providers.map((provider) => ({ client, provider })));

const question: Question = { system: 'Be brief.', prompt: 'How are you? 你好', temperature: 0.5 };
const answer = {
  text: plainAnswer(question.system, question.prompt),
  finished: true,
  usage: tokens,
};

/** The weather of two cities, whatever the client's format wrapped it in. */
const weatherReport = /^Paris: .*18 °C.*; 東京: .*30 °C/;
const weatherCalls = [
  { name: 'get_weather', arguments: { city: 'Paris' } },
  { name: 'get_weather', arguments: { city: '東京' } },
];
const weatherQuestion = 'How is the weather in Paris and in 東京?';

/** Names of tools that a client's own vendor takes and another does not. */
const peculiarNames: Readonly<Record<string, string>> = {
  openai: '2-day_weather',
  '@anthropic-ai/sdk': 'mcp__meteorology__'.padEnd(90, 'get_weather_'),
  '@google/genai': 'weather.cities:get',
};

const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII=';

const citySchema = {
  type: 'object',
  properties: { city: { type: 'string' }, population: { type: 'integer' } },
  required: ['city', 'population'],
  additionalProperties: false,
};

describe.each(pairs)('$client.name to $provider', ({ client, provider }) => {
  const model = `by-${provider}`;
  const upstream = upstreams[provider];

  beforeEach(() => {
    records.length = 0;
    upstream.complaints.length = 0;
  });

  /** Strict as they are, the upstreams refused nothing but what a test wanted refused. */
  afterEach(() => {
    expect(upstream.complaints).toEqual([]);
  });

  it('text', async () => {
    expect(await client.text(model, question)).toEqual(answer);
    expect(records).toMatchObject([
      {
        endedBy: 'completed',
        inputTokens: tokens.input,
        cachedInputTokens: tokens.cached,
        outputTokens: tokens.output,
        losses: [],
      },
    ]);
  });

  it('stream', async () => {
    const { pieces, ...streamed } = await client.stream(model, question);
    expect(streamed).toEqual(answer);
    expect(pieces).toBeGreaterThan(3);
    expect(records).toMatchObject([
      { endedBy: 'completed', stream: true, inputTokens: tokens.input, outputTokens: tokens.output },
    ]);
  });

  it.each([false, true])('tools over two turns, the first streamed: %s', async (streamed) => {
    const conversation = await client.tools(model, weatherQuestion, weatherTool, streamed);
    expect(conversation.calls).toEqual(weatherCalls);
    expect(conversation.answer).toMatch(weatherReport);
    expect(records).toMatchObject([{ finishReason: 'tool-calls' }, { finishReason: 'stop' }]);
  });

  it.each([false, true])("tools under the client's own names, streamed: %s", async (streamed) => {
    const tool = { ...weatherTool, name: peculiarNames[client.name] ?? '' };
    const conversation = await client.tools(model, weatherQuestion, tool, streamed);
    expect(conversation.calls).toEqual(weatherCalls.map((call) => ({ ...call, name: tool.name })));
    expect(conversation.answer).toMatch(weatherReport);
    expect(records).toMatchObject([{ finishReason: 'tool-calls' }, { finishReason: 'stop' }]);
  });

  it('image', async () => {
    const bytes = Buffer.from(png, 'base64').length;
    expect(await client.image(model, 'What is this?', png)).toBe(`I see image/png of ${bytes} bytes.`);
  });

  it('JSON schema', async () => {
    expect(await client.json(model, 'The largest city?', citySchema)).toEqual({
      city: 'Paris',
      population: 2_100_000,
    });
    expect(records).toMatchObject([{ losses: [] }]);
  });

  it.each([false, true])('error: what the vendor refuses, streamed: %s', async (streamed) => {
    const failure = await client.failure(model, prompts.refuse, streamed);
    expect(failure).toMatchObject({ error: refusedBy(client.name), status: 400 });
    expect(failure.message).toContain('The word REFUSE is not allowed.');
  });

  it('error: too many requests, after trying again', async () => {
    const before = upstream.received.length;
    expect(await client.failure(model, prompts.limit, false)).toMatchObject({
      error: client.name === '@google/genai' ? 'ApiError' : 'RateLimitError',
      status: 429,
    });
    expect(upstream.received.length - before).toBeGreaterThan(1);
    expect(records).toMatchObject([{ httpStatus: 429, errorCode: 'upstream_rate_limited' }]);
  });

  it('error: in the middle of a stream', async () => {
    await expect(client.failure(model, prompts.broken, true)).resolves.toMatchObject({
      error: expect.stringMatching(/Error$/),
    });
    await vi.waitFor(() => expect(records).toMatchObject([{ endedBy: 'upstream' }]), 10_000);
  });

  it('abort: the upstream sees its connection closed', async () => {
    const before = upstream.abandoned;
    await client.abort(model, prompts.endless);
    await vi.waitFor(() => expect(upstream.abandoned).toBe(before + 1), 10_000);
    await vi.waitFor(
      () => expect(records).toMatchObject([{ endedBy: 'client', usageEstimated: true }]),
      10_000,
    );
  });
});

function refusedBy(client: string): string {
  return client === '@google/genai' ? 'ApiError' : 'BadRequestError';
}
