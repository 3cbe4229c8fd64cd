import { expect, it } from 'vitest';
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
});
