import { once } from 'node:events';
import { expect, it } from 'vitest';
import { testSettings } from './support/gateway-under-test.ts';
import { messages, onEveryMount } from './support/on-every-mount.ts';
import { openAiStream } from './support/scripted-upstream.ts';

const piece = openAiStream.text('x'.repeat(256 * 1024));

onEveryMount('does not wait for a reader that stalls', ({ start, upstream }) => {
  it('beyond the total timeout: it is settled as not taken, and the upstream is let go', async () => {
    const target = await upstream(async (response) => {
      response.setMaxListeners(0);
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      while (!response.destroyed) {
        if (!response.write(piece)) await Promise.race([once(response, 'drain'), once(response, 'close')]);
      }
    });
    const heddle = await start({
      channels: [{ provider: 'openai', baseUrl: target.url, models: { m: 'm' } }],
      settings: {
        maxAnswerBytes: 1024 * 1024 * 1024,
        timeouts: { ...testSettings.timeouts, totalMs: 1_000 },
      },
    });
    const response = await heddle.post('/v1/chat/completions', { model: 'm', stream: true, messages });
    const reader = response.body?.getReader();
    await reader?.read();
    await expect
      .poll(() => heddle.records, { timeout: 4_000 })
      .toMatchObject([{ endedBy: 'client', errorCode: 'client_closed', httpStatus: 200 }]);
    expect(heddle.records[0]?.latencyMs).toBeLessThan(2_000);
    await target.abandoned;
    await expect.poll(() => heddle.gateway.shares.heldBytes).toBe(0);
    await expect(
      (async () => {
        while (!(await reader?.read())?.done);
      })(),
    ).rejects.toThrow();
  });
});
