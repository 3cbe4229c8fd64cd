import { expect, it } from 'vitest';
import { apiKey } from './support/gateway-under-test.ts';
import { messages, onEveryMount, questions, simulator } from './support/on-every-mount.ts';
import { firstChannelScope, keyScope, limit } from './support/rules.ts';
import {
  json,
  openAiAnswer,
  openAiStream,
  type Script,
  silence,
  stream,
} from './support/scripted-upstream.ts';

const chat = '/v1/chat/completions';

onEveryMount('limits', ({ start, upstream }) => {
  const openAi = (url: string, more: object = {}) => ({
    channels: [{ provider: 'openai', baseUrl: url, models: { m: 'm' } }],
    ...more,
  });
  const ask = { model: 'm', messages };

  it.each(questions)(
    'refuse in the shape of $format, saying which, whose, and when it frees',
    async ({ format, path, body }) => {
      const heddle = await start({
        ...simulator,
        key: { name: 'ci', limits: [limit('requests', 2, { scope: keyScope })] },
        tenant: { limits: [limit('requests', 100)] },
      });
      for (let request = 0; request < 2; request++) expect((await heddle.post(path, body)).status).toBe(200);
      const refused = await heddle.post(path, body);
      expect(refused.status).toBe(429);
      const { error } = (await refused.json()) as { error: Record<string, unknown> };
      expect(error.message).toMatch(
        /^Rate limit reached: the API key "ci" may have 2 requests per hour\. Try again in \d+ s\.$/,
      );
      expect(error).toMatchObject(
        {
          openai: { type: 'rate_limit_error', code: 'rate_limit_exceeded' },
          anthropic: { type: 'rate_limit_error' },
          gemini: { code: 429, status: 'RESOURCE_EXHAUSTED' },
        }[format],
      );
      const waitS = Number(refused.headers.get('retry-after'));
      expect(waitS).toBeGreaterThan(60);
      expect(Math.ceil(Number(refused.headers.get('retry-after-ms')) / 1000)).toBe(waitS);
      // Nobody's client is to try again twice within seconds.
      expect(refused.headers.get('x-should-retry')).toBe('false');
      expect(heddle.records.map(({ httpStatus, errorCode }) => [httpStatus, errorCode])).toEqual([
        [200, null],
        [200, null],
        [429, 'rate_limited'],
      ]);
      expect(heddle.records[2]?.attempts).toEqual([]);
    },
  );

  it('take nothing of any where one refuses', async () => {
    const wide = limit('requests', 3);
    const heddle = await start({
      ...simulator,
      tenant: { limits: [wide, limit('requests', 1, { scope: { models: ['slo*'] } })] },
    });
    const slow = { model: 'slow', messages };
    expect((await heddle.post(chat, slow)).status).toBe(200);
    for (let request = 0; request < 5; request++) {
      const refused = await heddle.post(chat, slow);
      expect(refused.status).toBe(429);
      expect(await refused.text()).toContain('the workspace for slo* may have 1 requests per hour');
    }
    const other = await heddle.post(chat, { model: 'simulator', messages });
    expect([other.status, other.headers.get('x-ratelimit-remaining-requests')]).toEqual([200, '1']);
  });

  it('are told in the headers that clients read, the tightest of several, in place of what the upstream says of its own', async () => {
    const target = await upstream(
      json(200, openAiAnswer, {
        'x-ratelimit-limit-requests': '9',
        'anthropic-ratelimit-requests-limit': '9',
      }),
    );
    const limits = [
      limit('requests', 60, { per: 'minute', algorithm: 'bucket' }),
      limit('requests', 5),
      limit('tokens', 100_000),
      limit('input_tokens', 90_000),
      limit('output_tokens', 80_000),
    ];
    const heddle = await start(openAi(target.url, { tenant: { limits } }));
    const { headers } = await heddle.post(chat, { ...ask, max_tokens: 1000 });
    expect(headers.get('x-ratelimit-limit-requests')).toBe('5');
    expect(headers.get('x-ratelimit-remaining-requests')).toBe('4');
    expect(headers.get('x-ratelimit-reset-requests')).toMatch(/^(?:\dh)?\d+m[\d.]+s$/);
    expect(headers.get('x-ratelimit-limit-tokens')).toBe('80000');
    expect(headers.get('x-ratelimit-remaining-tokens')).toBe('79000');
    expect(headers.get('anthropic-ratelimit-requests-limit')).toBeNull();

    const anthropic = await heddle.post('/v1/messages', { ...ask, max_tokens: 1000 });
    const told = [...anthropic.headers].filter(([name]) => name.includes('ratelimit'));
    expect(Object.fromEntries(told)).toMatchObject({
      'anthropic-ratelimit-requests-limit': '5',
      'anthropic-ratelimit-requests-remaining': '3',
      'anthropic-ratelimit-tokens-limit': '100000',
      'anthropic-ratelimit-input-tokens-limit': '90000',
      'anthropic-ratelimit-output-tokens-limit': '80000',
    });
    expect(told).toHaveLength(12);
    expect(anthropic.headers.get('anthropic-ratelimit-tokens-reset')).toMatch(/^\d{4}-\d\d-\d\dT[\d:]{8}Z$/);
  });

  it("are passed on where they are the upstream's only", async () => {
    const target = await upstream(json(200, openAiAnswer, { 'x-ratelimit-limit-requests': '9' }));
    const heddle = await start(openAi(target.url));
    const { headers } = await heddle.post(chat, ask);
    expect(headers.get('x-ratelimit-limit-requests')).toBe('9');
  });

  it('of tokens reserve an estimate and settle to the truth, also for streams', async () => {
    const { opening, text, finish, usage, done } = openAiStream;
    const target = await upstream(
      json(200, openAiAnswer),
      stream(opening, text('Good day.'), finish, usage, done),
    );
    const rule = limit('tokens', 1_100);
    const heddle = await start(openAi(target.url, { tenant: { limits: [rule] } }));
    const first = await heddle.post(chat, { ...ask, max_tokens: 1000 });
    expect(Number(first.headers.get('x-ratelimit-remaining-tokens'))).toBeLessThan(100);
    // 14 tokens each, by the upstream's count.
    const second = await heddle.post(chat, { ...ask, max_tokens: 1000, stream: true });
    expect(Number(second.headers.get('x-ratelimit-remaining-tokens'))).toBeLessThan(100);
    await second.text();
    const third = await heddle.post(chat, { ...ask, max_tokens: 500 });
    const left = Number(third.headers.get('x-ratelimit-remaining-tokens'));
    expect(left).toBeGreaterThan(1_100 - 500 - 28 - 60);
    const large = await heddle.post(chat, {
      model: 'm',
      messages: [{ role: 'user', content: 'word '.repeat(2_000) }],
    });
    expect(large.status).toBe(429);
    expect(await large.text()).toContain('which is more than that');
    expect([large.headers.get('retry-after'), large.headers.get('x-should-retry')]).toEqual([null, 'false']);
  });

  const endings: [string, Script, boolean][] = [
    ['ends', json(200, openAiAnswer), false],
    ['is refused by the upstream', json(400, { error: { message: 'no' } }), false],
    ['has an upstream that crashes', (response) => void response.destroy(), false],
    ['has a stream that breaks off', stream(openAiStream.opening, openAiStream.text('a'), null), true],
  ];
  it.each(endings)('give a place back when the request %s', async (_how, script, streamed) => {
    const target = await upstream(script);
    const heddle = await start(
      openAi(target.url, { tenant: { limits: [limit('concurrency', 1)] }, settings: { retry: once } }),
    );
    for (let request = 0; request < 3; request++) {
      const answer = await heddle.post(chat, { ...ask, stream: streamed });
      expect(answer.status).not.toBe(429);
      await answer.text();
    }
  });

  it('give a place back when the client leaves, and when time is up', { timeout: 120_000 }, async () => {
    const { opening, text } = openAiStream;
    const target = await upstream(silence, silence, (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(opening + text('Good'));
    });
    const heddle = await start(
      openAi(target.url, {
        tenant: { limits: [limit('concurrency', 1)] },
        settings: {
          retry: once,
          timeouts: { connectMs: 1_000, firstByteMs: 500, idleMs: 5_000, totalMs: 700 },
        },
      }),
    );
    const leaving = new AbortController();
    const left = heddle.post(chat, ask, { signal: leaving.signal }).catch(() => undefined);
    await expect.poll(() => target.received.length).toBe(1);
    const meanwhile = await heddle.post(chat, ask);
    expect(meanwhile.status).toBe(429);
    expect(await meanwhile.text()).toContain('1 requests at the same time');
    expect(meanwhile.headers.get('retry-after')).toBe('1');
    leaving.abort();
    await left;
    await expect.poll(() => heddle.records.length, { timeout: 60_000 }).toBe(2);
    expect((await heddle.post(chat, ask)).status).toBe(504);
    const reading = new AbortController();
    const streamed = await heddle.post(chat, { ...ask, stream: true }, { signal: reading.signal });
    expect(streamed.status).toBe(200);
    reading.abort();
    await streamed.text().catch(() => undefined);
    await expect.poll(() => heddle.records.length, { timeout: 60_000 }).toBe(4);
    expect((await heddle.post(chat, ask)).status).not.toBe(429);
  });

  it('of a channel let requests pass on to the next, and refuse when all have no room', async () => {
    const one = await upstream(json(200, openAiAnswer));
    const two = await upstream(json(200, openAiAnswer));
    const heddle = await start({
      channels: [
        { provider: 'openai', name: 'first', baseUrl: one.url, models: { m: 'm' }, priority: 0 },
        { provider: 'openai', name: 'second', baseUrl: two.url, models: { m: 'm' }, priority: 1 },
      ],
      tenant: {
        limits: [
          limit('requests', 1, { scope: firstChannelScope }),
          limit('requests', 2, { scope: { channelId: '01900000-0000-7000-8000-000000000101' } }),
        ],
      },
    });
    for (let request = 0; request < 3; request++) expect((await heddle.post(chat, ask)).status).toBe(200);
    expect([one.received.length, two.received.length]).toEqual([1, 2]);
    expect(heddle.records[1]?.attempts).toMatchObject([
      { channelName: 'first', errorCode: 'rate_limited', status: null },
      { channelName: 'second', errorCode: null, status: 200 },
    ]);
    const refused = await heddle.post(chat, ask);
    expect(refused.status).toBe(429);
    expect(await refused.text()).toContain('the channel \\"second\\" may have 2 requests per hour');
    expect([one.received.length, two.received.length]).toEqual([1, 2]);
  });

  it('of a channel give back the place of a try that failed', async () => {
    const failing = await upstream(json(500, {}));
    const good = await upstream(json(200, openAiAnswer));
    const heddle = await start({
      channels: [
        { provider: 'openai', baseUrl: failing.url, models: { m: 'm' }, priority: 0 },
        { provider: 'openai', baseUrl: good.url, models: { m: 'm' }, priority: 1 },
      ],
      tenant: { limits: [limit('concurrency', 1, { scope: firstChannelScope })] },
    });
    for (let request = 0; request < 3; request++) expect((await heddle.post(chat, ask)).status).toBe(200);
    expect(failing.received).toHaveLength(3);
  });

  it('count requests for a count of tokens, and none of tokens', async () => {
    const heddle = await start({
      ...simulator,
      tenant: { limits: [limit('requests', 2), limit('tokens', 10)] },
    });
    const body = { model: 'simulator', messages: [{ role: 'user', content: 'word '.repeat(100) }] };
    const count = '/v1/messages/count_tokens';
    const first = await heddle.post(count, body);
    expect([first.status, first.headers.get('anthropic-ratelimit-requests-remaining')]).toEqual([200, '1']);
    expect((await heddle.post(count, body)).status).toBe(200);
    expect((await heddle.post(count, body)).status).toBe(429);
  });

  it('do not hold for the list of models', async () => {
    const heddle = await start({ ...simulator, tenant: { limits: [limit('requests', 0)] } });
    const headers = { authorization: `Bearer ${apiKey}` };
    expect((await heddle.request('/v1/models', { headers })).status).toBe(200);
    expect((await heddle.post(chat, { model: 'simulator', messages })).status).toBe(429);
  });
});

const once = { rounds: 1, maxAttempts: 1, baseDelayMs: 1, maxDelayMs: 1, maxRetryAfterMs: 1 };
