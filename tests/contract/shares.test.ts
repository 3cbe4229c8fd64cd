import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { testSettings } from './support/gateway-under-test.ts';
import { type MountedGateway, messages, onEveryMount } from './support/on-every-mount.ts';
import { json, openAiAnswer, openAiStream, silence, stream } from './support/scripted-upstream.ts';

const MEBIBYTE = 1024 * 1024;
const path = '/v1/chat/completions';
const goodStream = stream(openAiStream.opening, openAiStream.text('hi'), openAiStream.finish);

function held({ gateway }: MountedGateway) {
  const { heldBytes, requestsInFlight } = gateway.shares;
  return { heldBytes, requestsInFlight };
}

const nothing = { heldBytes: 0, requestsInFlight: 0 };

onEveryMount('shares room', ({ start, upstream }) => {
  it('and gives it back however a request ends', async () => {
    const target = await upstream(
      json(200, openAiAnswer),
      goodStream,
      json(503, { error: { message: 'later' } }),
      json(200, openAiAnswer),
      stream(openAiStream.opening, openAiStream.text('hi'), null),
      json(400, { error: { message: 'no' } }),
      json(200, 'no JSON'),
      silence,
    );
    const heddle = await start({
      channels: [{ provider: 'openai', baseUrl: target.url, models: { m: 'm', renamed: 'other' } }],
      settings: { timeouts: { ...testSettings.timeouts, totalMs: 400 } },
    });
    const padding = 'x'.repeat(300_000);
    const ask = async (body: object | string, init?: RequestInit) => {
      const response = await heddle.post(path, body, init);
      await response.text();
      return response.status;
    };
    const question = { messages, padding };
    expect(await ask({ model: 'm', ...question })).toBe(200);
    expect(await ask({ model: 'renamed', stream: true, ...question })).toBe(200);
    expect(await ask({ model: 'm', ...question })).toBe(200);
    expect(await ask({ model: 'm', stream: true, ...question })).toBe(200);
    expect(await ask({ model: 'm', ...question })).toBe(400);
    expect(await ask({ model: 'm', ...question })).toBe(502);
    expect(await ask({ model: 'm', ...question })).toBe(504);
    expect(await ask({ model: 'unknown', ...question })).toBe(404);
    expect(await ask(`{"model": "m", ${padding}`)).toBe(400);
    expect(await ask('x'.repeat(2 * MEBIBYTE))).toBe(413);
    const leaving = { signal: AbortSignal.timeout(100) };
    // One mount breaks off, the other tells nobody.
    expect(['left', 499]).toContain(
      await ask({ model: 'm', stream: true, ...question }, leaving).catch(() => 'left'),
    );
    expect((await heddle.request('/v1/models')).status).toBe(401);
    await expect.poll(() => held(heddle)).toEqual(nothing);
    expect(heddle.records.length).toBeGreaterThan(9);
  });

  it('and refuses what does not fit a share, compressed too, with when to come again', async () => {
    const heddle = await start({
      channels: [{ provider: 'simulator', models: { simulator: 'simulator' } }],
      settings: { maxBodyBytes: 32 * MEBIBYTE, maxHeldBytes: 8 * MEBIBYTE },
    });
    const long = JSON.stringify({ model: 'simulator', messages, padding: 'x'.repeat(12 * MEBIBYTE) });
    const plain = await heddle.post(path, long);
    const compressed = await heddle.post(path, gzipSync(long), { headers: { 'content-encoding': 'gzip' } });
    for (const response of [plain, compressed]) {
      expect(response.status).toBe(429);
      expect(response.headers.get('retry-after')).toBe('1');
      expect(await response.json()).toMatchObject({
        error: { type: 'rate_limit_error', code: 'rate_limit_exceeded' },
      });
    }
    expect(heddle.records.map(({ errorCode }) => errorCode)).toEqual(['share_exceeded', 'share_exceeded']);
    await expect.poll(() => held(heddle)).toEqual(nothing);
    expect((await heddle.post(path, { model: 'simulator', messages })).status).toBe(200);
  });

  it('and fails an answer that does not fit, without asking another channel for it', async () => {
    const target = await upstream(json(200, { ...openAiAnswer, padding: 'x'.repeat(12 * MEBIBYTE) }));
    const heddle = await start({
      channels: [1, 2].map(() => ({ provider: 'openai', baseUrl: target.url, models: { m: 'm' } })),
      settings: {
        maxAnswerBytes: 32 * MEBIBYTE,
        maxWholeAnswerBytes: 32 * MEBIBYTE,
        maxHeldBytes: 8 * MEBIBYTE,
      },
    });
    const response = await heddle.post(path, { model: 'm', messages });
    expect(response.status).toBe(429);
    expect(target.received).toHaveLength(1);
    await expect.poll(() => held(heddle)).toEqual(nothing);
  });

  it('and counts the whole body only until the answer has begun', async () => {
    const looked = Promise.withResolvers<void>();
    const target = await upstream(async (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(openAiStream.opening + openAiStream.text('hi'));
      await looked.promise;
      response.end(openAiStream.finish + openAiStream.done);
    });
    const heddle = await start({
      channels: [{ provider: 'openai', baseUrl: target.url, models: { m: 'm' } }],
    });
    const body = JSON.stringify({ model: 'm', stream: true, messages, padding: 'x'.repeat(MEBIBYTE * 0.9) });
    const response = await heddle.post(path, body);
    // What was parsed stays, for an estimate of the prompt's tokens.
    expect(held(heddle).heldBytes).toBeGreaterThan(body.length);
    expect(held(heddle).heldBytes).toBeLessThan(body.length * 1.5);
    looked.resolve();
    await response.text();
    await expect.poll(() => held(heddle)).toEqual(nothing);
  });
});
