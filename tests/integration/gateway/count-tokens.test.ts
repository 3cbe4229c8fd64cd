import { afterEach, describe, expect, it } from 'vitest';
import { apiKey, gatewayUnderTest } from '../../contract/support/gateway-under-test.ts';
import { json, type Script, scriptedUpstream } from '../../contract/support/scripted-upstream.ts';

const messages = [{ role: 'user', content: 'Good morning to you all' }];
const contents = [{ role: 'user', parts: [{ text: 'Good morning to you all' }] }];

const formats = [
  {
    provider: 'anthropic',
    path: '/v1/messages/count_tokens',
    body: { model: 'm', messages },
    upstreamPath: '/v1/messages/count_tokens',
    answer: { input_tokens: 4711 },
  },
  {
    provider: 'gemini',
    path: '/v1beta/models/m:countTokens',
    body: { contents },
    upstreamPath: '/v1beta/models/theirs:countTokens',
    answer: { totalTokens: 4711 },
  },
];

describe.each(formats)(
  'counting tokens in the format of $provider',
  ({ provider, path, body, upstreamPath, answer }) => {
    const opened: (() => Promise<void>)[] = [];

    afterEach(async () => {
      for (const close of opened.splice(0)) await close();
    });

    async function ask(script: Script, asked: object = body) {
      const upstream = await scriptedUpstream(script);
      const under = gatewayUnderTest({
        channels: [{ provider, baseUrl: upstream.url, credential: 'c', models: { m: 'theirs' } }],
      });
      opened.push(upstream.close, () => under.gateway.close(100));
      const response = await under.gateway.serve({
        method: 'POST',
        path,
        query: '',
        clientAddress: '203.0.113.7',
        headers: { authorization: `Bearer ${apiKey}` },
        readBody: async () => Buffer.from(JSON.stringify(asked)),
        signal: new AbortController().signal,
      });
      return { upstream, under, status: response.status, answer: JSON.parse(String(response.body)) };
    }

    it('asks an upstream of the same format under its own name of the model, and charges nothing', async () => {
      const { upstream, under, ...given } = await ask(json(200, answer));
      expect(given).toEqual({ status: 200, answer });
      expect(upstream.received).toMatchObject([{ path: upstreamPath }]);
      expect(upstream.received[0]?.body).not.toContain('"m"');
      expect(under.records).toMatchObject([
        {
          httpStatus: 200,
          costNanoUsd: 0n,
          inputTokens: 0,
          attempts: [{ provider, model: 'theirs', status: 200, errorCode: null }],
        },
      ]);
    });

    it.each([
      { fails: 'is overloaded', script: json(503, {}), attempt: { status: 503 } },
      {
        fails: 'does not know how to count',
        script: json(404, { error: { code: 404 } }),
        attempt: { status: 404 },
      },
      {
        fails: 'answers something else',
        script: json(200, '<html>'),
        attempt: { status: 200, errorCode: 'upstream_malformed' },
      },
    ])('estimates when the upstream $fails, and has that on record', async ({ script, attempt }) => {
      const given = await ask(script);
      expect(given.status).toBe(200);
      expect(given.under.records).toMatchObject([{ httpStatus: 200, attempts: [attempt] }]);
      const [count] = Object.values(given.answer);
      expect(count).toBeGreaterThan(4);
      expect(count).toBeLessThan(30);
    });

    it('passes on that the upstream finds the request wrong', async () => {
      const { status } = await ask(
        json(400, { error: { type: 'invalid_request_error', message: 'no', code: 400 } }),
      );
      expect(status).toBe(400);
    });
  },
);

describe('counting tokens of a wrapped Gemini request', () => {
  it('counts what is inside', async () => {
    const under = gatewayUnderTest({ channels: [{ provider: 'simulator', models: { m: 'simulator' } }] });
    const response = await under.gateway.serve({
      method: 'POST',
      path: '/v1beta/models/m:countTokens',
      query: '',
      clientAddress: '203.0.113.7',
      headers: { 'x-goog-api-key': apiKey },
      readBody: async () =>
        Buffer.from(JSON.stringify({ generateContentRequest: { model: 'models/m', contents } })),
      signal: new AbortController().signal,
    });
    expect(response.status).toBe(200);
    expect(JSON.parse(String(response.body)).totalTokens).toBeGreaterThan(4);
    await under.gateway.close(100);
  });
});
