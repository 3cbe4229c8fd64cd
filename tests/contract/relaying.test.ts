import { expect, it } from 'vitest';
import { apiKey } from './support/gateway-under-test.ts';
import { messages, onEveryMount } from './support/on-every-mount.ts';
import {
  anthropicAnswer,
  geminiAnswer,
  json,
  openAiAnswer,
  openAiStream,
  raw,
  stream,
} from './support/scripted-upstream.ts';

onEveryMount('relays', ({ start, upstream }) => {
  it.each([
    {
      provider: 'openai',
      path: '/v1/chat/completions',
      body: { model: 'm', messages },
      answer: openAiAnswer,
      upstreamPath: '/v1/chat/completions',
    },
    {
      provider: 'anthropic',
      path: '/v1/messages',
      body: { model: 'm', max_tokens: 9, messages },
      answer: anthropicAnswer,
      upstreamPath: '/v1/messages',
    },
    {
      provider: 'gemini',
      path: '/v1beta/models/m:generateContent',
      body: { contents: [{ role: 'user', parts: [{ text: 'hi' }] }] },
      answer: geminiAnswer,
      upstreamPath: '/v1beta/models/m:generateContent',
    },
  ])('bytes untouched both ways where both sides speak the format of $provider', async (one) => {
    const answer = `${JSON.stringify(one.answer, null, 3)}\n `;
    const target = await upstream(
      raw(200, answer, { 'content-type': 'application/json', 'x-request-id': 'up-1' }),
    );
    const heddle = await start({
      channels: [{ provider: one.provider, baseUrl: target.url, credential: 'secret-1', models: { m: 'm' } }],
    });
    const sent = JSON.stringify(one.body, null, 2);
    const response = await heddle.post(one.path, sent);
    expect(await response.text()).toBe(answer);
    expect(response.headers.get('x-upstream-request-id')).toBe('up-1');
    const [received] = target.received;
    expect(received?.path).toBe(one.upstreamPath);
    expect(received?.body).toBe(sent);
    expect(JSON.stringify(received?.headers)).toContain('secret-1');
    expect(JSON.stringify(received?.headers)).not.toContain(apiKey);
    expect(heddle.records).toMatchObject([{ inputTokens: 11, outputTokens: 3, usageEstimated: false }]);
  });

  it('stream bytes untouched but for the usage chunk the client did not ask for', async () => {
    const { opening, text, finish, usage, done } = openAiStream;
    const comment = ': keep-alive\n\n';
    const target = await upstream(stream(opening, comment, text('Good'), text(' day.'), finish, usage, done));
    const heddle = await start({
      channels: [{ provider: 'openai', baseUrl: target.url, models: { m: 'm' } }],
    });
    const response = await heddle.post('/v1/chat/completions', { model: 'm', messages, stream: true });
    expect(await response.text()).toBe(opening + comment + text('Good') + text(' day.') + finish + done);
    expect(JSON.parse(target.received[0]?.body ?? '')).toMatchObject({
      stream_options: { include_usage: true },
    });
    expect(heddle.records).toMatchObject([{ inputTokens: 11, outputTokens: 3, finishReason: 'stop' }]);
  });

  it("changes the model's name where the provider has another, and passes on what a client asks of a format", async () => {
    const target = await upstream(json(200, anthropicAnswer));
    const heddle = await start({
      channels: [{ provider: 'anthropic', baseUrl: target.url, models: { fast: 'claude-haiku-4-5' } }],
    });
    await heddle.post(
      '/v1/messages',
      { model: 'fast', max_tokens: 9, messages },
      {
        headers: { 'anthropic-beta': 'some-beta', cookie: 'a=b', 'x-forwarded-for': '10.0.0.1' },
      },
    );
    const [received] = target.received;
    expect(JSON.parse(received?.body ?? '')).toMatchObject({ model: 'claude-haiku-4-5' });
    expect(received?.headers).toMatchObject({
      'anthropic-beta': 'some-beta',
      'accept-encoding': 'identity',
    });
    expect(received?.headers['anthropic-version']).toBe('2023-06-01');
    expect(received?.headers.cookie).toBeUndefined();
    expect(received?.headers['x-forwarded-for']).toBeUndefined();
  });
});
