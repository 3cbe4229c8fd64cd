import { expect, it } from 'vitest';
import { messages, onEveryMount } from './support/on-every-mount.ts';
import { anthropicEvents, openAiStream, type Script } from './support/scripted-upstream.ts';

const { opening, text, finish, usage, done } = openAiStream;

/** Says everything, then goes on sending `noise` for ten seconds. */
function endless(said: string, noise: string, everyMs: number): Script {
  return async (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(said);
    for (let sent = 0; sent < 10_000 / everyMs && !response.destroyed; sent++) {
      await new Promise((resolve) => setTimeout(resolve, everyMs));
      response.write(noise);
    }
    response.end();
  };
}

onEveryMount('does not wait for what comes after the end', ({ start, upstream }) => {
  it.each([
    ['comments after [DONE]', 'openai', opening + text('hi') + finish + usage + done, ': ping\n\n'],
    ['events after [DONE]', 'openai', opening + text('hi') + finish + usage + done, text('more')],
    [
      'events after message_stop',
      'anthropic',
      anthropicEvents.join(''),
      'event: ping\ndata: {"type":"ping"}\n\n',
    ],
  ])('of %s', async (_what, provider, said, noise) => {
    const target = await upstream(endless(said, noise, 50));
    const heddle = await start({ channels: [{ provider, baseUrl: target.url, models: { m: 'm' } }] });
    const askedAt = performance.now();
    const response = await heddle.post('/v1/chat/completions', { model: 'm', stream: true, messages });
    expect(await response.text()).toContain('[DONE]');
    expect(performance.now() - askedAt).toBeLessThan(4_500);
    expect(heddle.records).toMatchObject([
      { endedBy: 'completed', usageEstimated: false, inputTokens: 11, outputTokens: 3 },
    ]);
  });

  it('but counts the usage that comes a little later', async () => {
    const target = await upstream(async (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(opening + text('hi') + finish);
      await new Promise((resolve) => setTimeout(resolve, 700));
      response.end(usage + done);
    });
    const heddle = await start({
      channels: [{ provider: 'openai', baseUrl: target.url, models: { m: 'm' } }],
    });
    const response = await heddle.post('/v1/chat/completions', { model: 'm', stream: true, messages });
    await response.text();
    expect(heddle.records).toMatchObject([{ usageEstimated: false, inputTokens: 11, outputTokens: 3 }]);
  });
});
