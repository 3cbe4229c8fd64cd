import { afterEach, expect, it } from 'vitest';
import { apiKey, gatewayUnderTest, listening } from '../../contract/support/gateway-under-test.ts';
import { raw, scriptedUpstream } from '../../contract/support/scripted-upstream.ts';

const opened: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0)) await close();
});

const ask = (url: string, headers: Record<string, string> = {}) =>
  fetch(`${url}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ model: 'm', messages: [{ role: 'user', content: 'hi' }] }),
  });

it('a channel that points back at the gateway does not send a request round for ever', async () => {
  const channel = { provider: 'openai', baseUrl: '', credential: apiKey, models: { m: 'm' } };
  const second = { ...channel };
  const sketches = [channel, second];
  // The address is known only once the gateway listens: a server in front of it stands in for that.
  const target = { url: '' };
  const front = await scriptedUpstream(async (response, request) => {
    const answer = await fetch(target.url + request.path, {
      method: 'POST',
      headers: {
        authorization: String(request.headers.authorization),
        'content-type': 'application/json',
        'x-heddle-hops': String(request.headers['x-heddle-hops']),
      },
      body: request.body,
    });
    raw(answer.status, await answer.text(), { 'content-type': 'application/json' })(response, request);
  });
  opened.push(front.close);
  for (const sketch of sketches) sketch.baseUrl = `${front.url}/v1`;
  const { gateway, records } = gatewayUnderTest({ channels: sketches });
  const server = await listening(gateway);
  opened.push(server.close);
  target.url = server.url;
  expect((await ask(server.url)).status).toBe(400);
  expect(front.received.length).toBeLessThan(10);
  expect(records.length).toBeLessThan(10);
});

it('gateways in a row are told apart from a circle', async () => {
  const upstream = await scriptedUpstream(
    raw(
      200,
      '{"choices":[{"index":0,"message":{"role":"assistant","content":"hi"},"finish_reason":"stop"}]}',
      {
        'content-type': 'application/json',
      },
    ),
  );
  opened.push(upstream.close);
  const { gateway } = gatewayUnderTest({
    channels: [{ provider: 'openai', baseUrl: `${upstream.url}/v1`, models: { m: 'm' } }],
  });
  const server = await listening(gateway);
  opened.push(server.close);
  for (const [sent, passedOn] of [
    ['', '1'],
    ['2', '3'],
    ['-7', '1'],
    ['nonsense', '1'],
  ]) {
    expect((await ask(server.url, { 'x-heddle-hops': sent ?? '' })).status).toBe(200);
    expect(upstream.received.at(-1)?.headers['x-heddle-hops']).toBe(passedOn);
  }
  expect((await ask(server.url, { 'x-heddle-hops': '5' })).status).toBe(400);
});
