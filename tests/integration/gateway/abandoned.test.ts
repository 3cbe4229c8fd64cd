import { createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import {
  apiKey,
  type ChannelSketch,
  type GatewayUnderTest,
  gatewayUnderTest,
  listening,
} from '../../contract/support/gateway-under-test.ts';
import {
  anthropicEvents,
  json,
  openAiStream,
  type Script,
  type ScriptedUpstream,
  scriptedUpstream,
  silence,
  stream,
} from '../../contract/support/scripted-upstream.ts';

const chat = '/v1/chat/completions';
const whole = { model: 'm', messages: [{ role: 'user', content: 'Write a haiku about the sea.' }] };
const streamed = { ...whole, stream: true };
/** What the tokenizer makes of that prompt. */
const promptTokens = 14;

/** Begins an answer and leaves it at that. */
const beginning =
  (...pieces: string[]): Script =>
  (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.flushHeaders();
    for (const piece of pieces) response.write(piece);
  };

const uncharged = { inputTokens: 0, outputTokens: 0, usageEstimated: false, costNanoUsd: 0n };

describe('a request whose client leaves before there is a word of an answer', () => {
  const opened: (() => Promise<void>)[] = [];

  afterEach(async () => {
    for (const close of opened.splice(0)) await close();
  });

  async function upstreamOf(script: Script): Promise<ScriptedUpstream> {
    const upstream = await scriptedUpstream(script);
    opened.push(upstream.close);
    return upstream;
  }

  const openAi = (upstream: { url: string }): ChannelSketch => ({
    provider: 'openai',
    baseUrl: upstream.url,
    models: { m: 'gpt-4o-mini' },
  });
  const anthropic = (upstream: { url: string }): ChannelSketch => ({
    provider: 'anthropic',
    baseUrl: upstream.url,
    models: { m: 'claude-haiku-4-5' },
  });

  /** Asks, and leaves once `ready` says so; resolves when that is accounted for. */
  async function leave(
    channels: ChannelSketch[],
    body: object,
    ready: () => Promise<unknown>,
    path = chat,
  ): Promise<GatewayUnderTest['records']> {
    const under = gatewayUnderTest({ channels });
    const server = await listening(under.gateway);
    opened.push(server.close, () => under.gateway.close(100));
    const leaving = new AbortController();
    const response = fetch(server.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${apiKey}` },
      body: JSON.stringify(body),
      signal: leaving.signal,
    }).catch(() => null);
    await ready();
    // What the upstream sent on its part is to have arrived.
    await new Promise((resolve) => setTimeout(resolve, 250));
    leaving.abort();
    await response;
    await expect.poll(() => under.records.length, { timeout: 10_000 }).toBe(1);
    expect(under.records[0]).toMatchObject({ endedBy: 'client', errorCode: 'client_closed' });
    return under.records;
  }

  const asked = (upstream: ScriptedUpstream) => () => expect.poll(() => upstream.received.length).toBe(1);

  describe('is charged for its prompt, to the channel at work,', () => {
    const charged = {
      inputTokens: promptTokens,
      outputTokens: 0,
      usageEstimated: true,
      channelId: '01900000-0000-7000-8000-000000000100',
      provider: 'openai',
      modelUsed: 'gpt-4o-mini',
      costNanoUsd: BigInt(promptTokens * 150),
      finishReason: null,
    };

    it('when the stream had been opened', async () => {
      const upstream = await upstreamOf(beginning(openAiStream.opening));
      const records = await leave([openAi(upstream)], streamed, asked(upstream));
      expect(records).toMatchObject([{ ...charged, httpStatus: 200, attempts: [{ status: 200 }] }]);
    });

    it("when the stream's head had come", async () => {
      const upstream = await upstreamOf(beginning());
      const records = await leave([openAi(upstream)], streamed, asked(upstream));
      expect(records).toMatchObject([
        { ...charged, httpStatus: 499, attempts: [{ status: 200, errorCode: 'client_closed' }] },
      ]);
    });

    it('when a whole answer had begun', async () => {
      const upstream = await upstreamOf((response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.write('{"id":');
      });
      const records = await leave([openAi(upstream)], whole, asked(upstream));
      expect(records).toMatchObject([{ ...charged, httpStatus: 499, attempts: [{ status: 200 }] }]);
    });

    it('when a whole answer was being waited for', async () => {
      const upstream = await upstreamOf(silence);
      const records = await leave([openAi(upstream)], whole, asked(upstream));
      expect(records).toMatchObject([{ ...charged, httpStatus: 499, attempts: [{ status: null }] }]);
    });

    it('when that is the channel after one that failed', async () => {
      const failing = await upstreamOf(json(503, { error: { message: 'later' } }));
      const upstream = await upstreamOf(silence);
      const channels = [
        { ...anthropic(failing), priority: 0 },
        { ...openAi(upstream), priority: 1 },
      ];
      const records = await leave(channels, whole, asked(upstream));
      expect(records).toMatchObject([
        {
          ...charged,
          channelId: '01900000-0000-7000-8000-000000000101',
          attempts: [{ status: 503 }, { status: null }],
        },
      ]);
    });

    it.each([
      ['relayed', '/v1/messages'],
      ['translated', chat],
    ])("by the provider's own count where that had come, %s", async (_way, path) => {
      const upstream = await upstreamOf(beginning(anthropicEvents[0] ?? ''));
      const body = { ...streamed, max_tokens: 99 };
      const records = await leave([anthropic(upstream)], body, asked(upstream), path);
      expect(records).toMatchObject([
        { inputTokens: 11, usageEstimated: true, provider: 'anthropic', modelUsed: 'claude-haiku-4-5' },
      ]);
      expect(records[0]?.rawUsage).toMatchObject({ input_tokens: 11 });
      expect(records[0]?.costNanoUsd).toBeGreaterThan(0n);
    });
  });

  describe('is not charged', () => {
    it('when a stream had not begun: nothing says that the provider took the request', async () => {
      const upstream = await upstreamOf(silence);
      const records = await leave([openAi(upstream)], streamed, asked(upstream));
      expect(records).toMatchObject([
        { ...uncharged, httpStatus: 499, channelId: null, attempts: [{ channelName: 'channel 0' }] },
      ]);
    });

    it('when the provider was refusing it', async () => {
      const upstream = await upstreamOf((response) => {
        response.writeHead(400, { 'content-type': 'application/json' });
        response.write('{"error":');
      });
      const records = await leave([openAi(upstream)], whole, asked(upstream));
      expect(records).toMatchObject([{ ...uncharged, channelId: null, attempts: [{ status: 400 }] }]);
    });

    it('when it had not gone out', async () => {
      let connections = 0;
      const deaf = createServer(() => void connections++).listen(0, '127.0.0.1');
      opened.push(async () => void deaf.close());
      await expect.poll(() => deaf.listening).toBe(true);
      const address = deaf.address();
      const port = typeof address === 'object' ? address?.port : 0;
      // Takes the connection and never shakes hands.
      const channel = openAi({ url: `https://127.0.0.1:${port}/v1` });
      const records = await leave([channel], whole, () => expect.poll(() => connections).toBe(1));
      expect(records).toMatchObject([{ ...uncharged, channelId: null, attempts: [{ status: null }] }]);
    });
  });
});

it('a provider that fails before a word of its answer is paid nothing, also where the client waited', async () => {
  const upstream = await scriptedUpstream(stream(openAiStream.opening, null));
  const under = gatewayUnderTest({
    channels: [{ provider: 'openai', baseUrl: upstream.url, models: { m: 'gpt-4o-mini' } }],
  });
  const server = await listening(under.gateway);
  const response = await fetch(server.url + chat, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${apiKey}` },
    body: JSON.stringify(streamed),
  });
  await response.text();
  await server.close();
  await upstream.close();
  await under.gateway.close(100);
  expect(under.records).toMatchObject([{ ...uncharged, endedBy: 'upstream' }]);
});
