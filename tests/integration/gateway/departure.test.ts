import { afterEach, expect, it } from 'vitest';
import { apiKey, gatewayUnderTest, testSettings } from '../../contract/support/gateway-under-test.ts';
import { json, scriptedUpstream } from '../../contract/support/scripted-upstream.ts';

const opened: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of opened.splice(0)) await close();
});

it('a client that leaves during the pause before another attempt ends the request there and then', async () => {
  const overloaded = json(503, { error: { message: 'later' } }, { 'retry-after': '5' });
  const upstream = await scriptedUpstream(overloaded);
  const { gateway, records } = gatewayUnderTest({
    channels: [{ provider: 'openai', baseUrl: upstream.url, models: { m: 'm' } }],
    settings: { retry: { ...testSettings.retry, maxRetryAfterMs: 10_000 } },
  });
  opened.push(upstream.close, () => gateway.close(100));
  const leaving = new AbortController();
  const startedAt = performance.now();
  const served = gateway.serve({
    method: 'POST',
    path: '/v1/chat/completions',
    query: '',
    clientAddress: '203.0.113.7',
    headers: { authorization: `Bearer ${apiKey}` },
    readBody: async () =>
      Buffer.from(JSON.stringify({ model: 'm', messages: [{ role: 'user', content: 'hi' }] })),
    signal: leaving.signal,
  });
  await expect.poll(() => upstream.received.length).toBe(1);
  setTimeout(() => leaving.abort(), 50);
  await served;
  expect(performance.now() - startedAt).toBeLessThan(3_000);
  expect(upstream.received).toHaveLength(1);
  expect(records).toMatchObject([
    {
      httpStatus: 499,
      endedBy: 'client',
      errorCode: 'client_closed',
      costNanoUsd: 0n,
      attempts: [{ status: 503, errorCode: 'upstream_overloaded' }],
    },
  ]);
});
