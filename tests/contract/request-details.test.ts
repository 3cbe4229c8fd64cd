import { expect, it } from 'vitest';
import { messages, onEveryMount, simulator } from './support/on-every-mount.ts';
import { anthropicAnswer, json, openAiAnswer, openAiStream, stream } from './support/scripted-upstream.ts';

onEveryMount('puts down of a request', ({ start, upstream }) => {
  const tagged = { headers: { 'x-heddle-tags': 'checkout, team:search' } };

  it('for whom it was and how it was labelled, relayed or translated; the labels go no further', async () => {
    const openai = await upstream(json(200, openAiAnswer));
    const anthropic = await upstream(json(200, anthropicAnswer));
    const heddle = await start({
      channels: [
        { provider: 'openai', baseUrl: openai.url, models: { gpt: 'gpt' } },
        { provider: 'anthropic', baseUrl: anthropic.url, models: { claude: 'claude' } },
      ],
    });
    const chat = { messages, user: 'ann' };
    await heddle.post('/v1/chat/completions', { model: 'gpt', ...chat }, tagged);
    await heddle.post('/v1/chat/completions', { model: 'claude', ...chat }, tagged);
    const message = { model: 'claude', max_tokens: 9, messages, metadata: { user_id: 'ben' } };
    await heddle.post('/v1/messages', message, tagged);
    await heddle.post('/v1/chat/completions', { model: 'gpt', messages });
    const tags = ['checkout', 'team:search'];
    expect(heddle.records).toMatchObject([
      { endUser: 'ann', tags },
      { endUser: 'ann', tags },
      { endUser: 'ben', tags },
      { endUser: null, tags: [] },
    ]);
    const sent = JSON.stringify([...openai.received, ...anthropic.received].map(({ headers }) => headers));
    expect(sent).not.toContain('checkout');
  });

  it('that is long, and read in another thread, the same', async () => {
    const heddle = await start(simulator);
    const content = 'x'.repeat(300_000);
    const body = { model: 'simulator', user: 'ann', messages: [{ role: 'user', content }] };
    expect((await heddle.post('/v1/chat/completions', body)).status).toBe(200);
    expect(heddle.records).toMatchObject([{ endUser: 'ann' }]);
  });

  it.each([
    ['/v1/chat/completions', { model: 'simulator', messages }],
    ['/v1/messages', { model: 'simulator', max_tokens: 9, messages }],
    ['/v1beta/models/simulator:generateContent', { contents: [{ parts: [{ text: 'hi' }] }] }],
  ])('on %s what its sender was told where its labels are none', async (path, body) => {
    const heddle = await start(simulator);
    const response = await heddle.post(path, body, { headers: { 'x-heddle-tags': 'two words' } });
    expect(response.status).toBe(400);
    const { error } = (await response.json()) as { error: { message: string } };
    expect(error.message).toMatch(/^x-heddle-tags: expected at most 8 labels/);
    expect(heddle.records).toMatchObject([{ errorCode: 'invalid_request', errorMessage: error.message }]);
  });

  it('every channel that failed it, and the words of the failure it ended with', async () => {
    const limited = await upstream(json(429, { error: { message: 'Slow down, ann.' } }));
    const overloaded = await upstream(json(503, { error: { message: 'Too much.' } }));
    const heddle = await start({
      channels: [
        { id: 'one', provider: 'openai', baseUrl: limited.url, models: { m: 'm' }, priority: 0 },
        { id: 'two', provider: 'openai', baseUrl: overloaded.url, models: { m: 'm' }, priority: 1 },
      ],
      settings: { retry: { rounds: 1, maxAttempts: 4, baseDelayMs: 1, maxDelayMs: 1, maxRetryAfterMs: 1 } },
    });
    const response = await heddle.post('/v1/chat/completions', { model: 'm', messages });
    const { error } = (await response.json()) as { error: { message: string } };
    const [record] = heddle.records;
    expect(record).toMatchObject({ channelId: null, errorMessage: error.message, costLines: null });
    expect(record?.triedChannelIds.toSorted()).toEqual(['one', 'two']);
  });

  it('the channel that failed before the one that answered', async () => {
    const failing = await upstream(json(500, {}));
    const good = await upstream(json(200, openAiAnswer));
    const heddle = await start({
      channels: [
        { id: 'one', provider: 'openai', baseUrl: failing.url, models: { m: 'gpt-4o-mini' }, priority: 0 },
        { id: 'two', provider: 'openai', baseUrl: good.url, models: { m: 'gpt-4o-mini' }, priority: 1 },
      ],
    });
    await heddle.post('/v1/chat/completions', { model: 'm', messages });
    expect(heddle.records).toMatchObject([
      {
        channelId: 'two',
        triedChannelIds: ['one'],
        errorMessage: null,
        costLines: [
          { kind: 'input', tokens: 11, nanoUsdPerMillion: 150_000_000n },
          { kind: 'output', tokens: 3, nanoUsdPerMillion: 600_000_000n },
        ],
        costNanoUsd: 11n * 150n + 3n * 600n,
      },
    ]);
  });

  it('that broke off in mid-stream, the words its client read at the end', async () => {
    const target = await upstream(stream(openAiStream.opening, openAiStream.text('Good'), null));
    const heddle = await start({
      channels: [{ id: 'one', provider: 'openai', baseUrl: target.url, models: { m: 'm' } }],
    });
    const body = { model: 'm', messages, user: 'ann', stream: true };
    const response = await heddle.post('/v1/chat/completions', body, tagged);
    const text = await response.text();
    const [record] = heddle.records;
    expect(record).toMatchObject({ httpStatus: 200, errorCode: 'upstream_unreachable', endUser: 'ann' });
    expect(text).toContain(JSON.stringify(record?.errorMessage));
    expect(record?.triedChannelIds).toEqual([]);
  });
});
