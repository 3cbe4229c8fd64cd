import { afterEach, describe, expect, it } from 'vitest';
import { apiKey, gatewayUnderTest } from '../../contract/support/gateway-under-test.ts';
import {
  anthropicAnswer,
  json,
  openAiAnswer,
  scriptedUpstream,
} from '../../contract/support/scripted-upstream.ts';

const messages = [{ role: 'user', content: 'hi' }];

/** Each client asks for something that the channel's format has no word for. */
const clients = [
  {
    format: 'OpenAI',
    path: '/v1/chat/completions',
    body: { model: 'm', messages, seed: 7 },
    provider: 'anthropic',
    answer: anthropicAnswer,
    dropped: 'seed',
    shape: { error: { type: 'invalid_request_error', code: 'unsupported_by_target', param: 'seed' } },
  },
  {
    format: 'Anthropic',
    path: '/v1/messages',
    body: { model: 'm', max_tokens: 9, messages, top_k: 5 },
    provider: 'openai',
    answer: openAiAnswer,
    dropped: 'top_k',
    shape: { type: 'error', error: { type: 'invalid_request_error' } },
  },
  {
    format: 'Gemini',
    path: '/v1beta/models/m:generateContent',
    body: {
      contents: [{ role: 'user', parts: [{ text: 'hi' }] }],
      generationConfig: { presencePenalty: 0.5 },
    },
    provider: 'anthropic',
    answer: anthropicAnswer,
    dropped: 'presence_penalty',
    shape: {
      error: { code: 400, status: 'INVALID_ARGUMENT', details: [{ reason: 'UNSUPPORTED_BY_TARGET' }] },
    },
  },
];

describe.each(clients)('what a client of $format asks for and the channel cannot express', (client) => {
  const opened: (() => Promise<void>)[] = [];

  afterEach(async () => {
    for (const close of opened.splice(0)) await close();
  });

  async function ask(strict: string | undefined) {
    const upstream = await scriptedUpstream(json(200, client.answer));
    const under = gatewayUnderTest({
      channels: [{ provider: client.provider, baseUrl: upstream.url, models: { m: 'm' } }],
    });
    opened.push(upstream.close, () => under.gateway.close(100));
    const { status, headers, body } = await under.gateway.serve({
      method: 'POST',
      path: client.path,
      query: '',
      clientAddress: '203.0.113.7',
      headers: { authorization: `Bearer ${apiKey}`, 'x-heddle-strict': strict },
      readBody: async () => Buffer.from(JSON.stringify(client.body)),
      signal: new AbortController().signal,
    });
    return { status, headers, answer: JSON.parse(String(body)), upstream, records: under.records };
  }

  it.each([undefined, 'false'])('is dropped and named with x-heddle-strict: %s', async (strict) => {
    const { status, headers, upstream, records } = await ask(strict);
    expect([status, headers['x-heddle-dropped']]).toEqual([200, client.dropped]);
    expect(upstream.received).toHaveLength(1);
    expect(records).toMatchObject([{ httpStatus: 200, losses: [client.dropped] }]);
  });

  it.each(['true', 'True', '1'])(
    'is refused in the shape of its errors with x-heddle-strict: %s, and nothing is sent',
    async (strict) => {
      const { status, headers, answer, upstream, records } = await ask(strict);
      expect([status, headers['x-heddle-dropped']]).toEqual([400, client.dropped]);
      expect(answer).toMatchObject(client.shape);
      expect(answer.error.message).toContain(client.dropped);
      expect(upstream.received).toEqual([]);
      expect(records).toMatchObject([{ httpStatus: 400, errorCode: 'unsupported_by_target' }]);
    },
  );

  it('is not let through over a misspelt x-heddle-strict', async () => {
    const { status, answer, upstream } = await ask('ture');
    expect(status).toBe(400);
    expect(answer.error.message).toContain('x-heddle-strict: expected true or false');
    expect(upstream.received).toEqual([]);
  });
});
