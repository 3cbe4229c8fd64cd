import { expect, it } from 'vitest';
import { endlessBody } from './support/endless-body.ts';
import { messages, onEveryMount } from './support/on-every-mount.ts';

onEveryMount('closes', ({ start }) => {
  it('by finishing what is in flight and answering the rest with 503', async () => {
    const heddle = await start();
    const inFlight = await heddle.post('/v1/chat/completions', { model: 'slow', messages, stream: true });
    const closed = heddle.gateway.close(10_000);
    const late = await heddle.post('/v1/chat/completions', { model: 'simulator', messages });
    expect(late.status).toBe(503);
    expect((await inFlight.text()).trimEnd().endsWith('[DONE]')).toBe(true);
    await closed;
    expect(heddle.records).toMatchObject([{ endedBy: 'completed' }]);
  });

  it('without waiting longer than it was told for a body that never ends', async () => {
    const heddle = await start();
    const body = endlessBody();
    const response = heddle.post('/v1/chat/completions', '', body.init);
    await expect.poll(body.sent).toBeGreaterThan(2_000);
    await heddle.gateway.close(50);
    expect((await response).status).toBe(503);
    expect(heddle.records).toMatchObject([{ httpStatus: 503, errorCode: 'shutting_down' }]);
  });
});
