import { afterEach, describe, expect, it } from 'vitest';
import type { GatewayRequest, GatewayResponse } from '../../../server/gateway/message.ts';
import {
  apiKey,
  type ChannelSketch,
  type GatewayUnderTest,
  gatewayUnderTest,
  type TestOptions,
  testSettings,
} from '../../contract/support/gateway-under-test.ts';
import {
  anthropicAnswer,
  json,
  openAiAnswer,
  openAiStream,
  raw,
  type Script,
  type ScriptedUpstream,
  scriptedUpstream,
  silence,
  stream,
} from '../../contract/support/scripted-upstream.ts';

const opened: (() => Promise<void>)[] = [];

async function upstream(...scripts: Script[]): Promise<ScriptedUpstream> {
  const scripted = await scriptedUpstream(...scripts);
  opened.push(scripted.close);
  return scripted;
}

function start(channels: ChannelSketch[], options: Partial<TestOptions> = {}): GatewayUnderTest {
  const under = gatewayUnderTest({ channels, ...options });
  opened.push(() => under.gateway.close(500));
  return under;
}

function channel(to: ScriptedUpstream | string, more: Partial<ChannelSketch> = {}): ChannelSketch {
  const baseUrl = typeof to === 'string' ? to : to.url;
  return { provider: 'openai', baseUrl, models: { m: 'm' }, ...more };
}

async function ask(under: GatewayUnderTest, body: object = {}, path = '/v1/chat/completions') {
  const request: GatewayRequest = {
    method: 'POST',
    path,
    query: '',
    clientAddress: '203.0.113.7',
    headers: { authorization: `Bearer ${apiKey}` },
    readBody: async () =>
      Buffer.from(JSON.stringify({ model: 'm', messages: [{ role: 'user', content: 'hi' }], ...body })),
    signal: new AbortController().signal,
  };
  return read(await under.gateway.serve(request));
}

async function read({ status, headers, body }: GatewayResponse) {
  let text = '';
  if (Buffer.isBuffer(body)) text = body.toString();
  else for await (const chunk of body) text += chunk.toString();
  return { status, headers, text };
}

afterEach(async () => {
  for (const close of opened.splice(0)) await close();
});

const good = json(200, openAiAnswer);
const refused = (status: number) => json(status, { error: { message: 'not now', type: 'server_error' } });

describe('retries', () => {
  it.each([408, 409, 429, 500, 502, 503, 529])(
    'a channel that answered %i, after a pause',
    async (status) => {
      const target = await upstream(refused(status), good);
      const under = start([channel(target, { name: 'main' })]);
      expect((await ask(under)).status).toBe(200);
      expect(target.received).toHaveLength(2);
      expect(under.records[0]?.attempts).toMatchObject([
        { status, reason: 'priority 0, weight 1 of 1' },
        { status: 200, errorCode: null, reason: 'retry 1 of main' },
      ]);
    },
  );

  it('a channel that broke off before it answered', async () => {
    const target = await upstream((response) => void response.destroy(), good);
    const under = start([channel(target)]);
    expect((await ask(under)).status).toBe(200);
    expect(under.records[0]?.attempts[0]).toMatchObject({ status: null, errorCode: 'upstream_unreachable' });
  });

  it.each([400, 413, 422])('nothing that the client is at fault for: %i', async (status) => {
    const target = await upstream(
      json(status, { error: { message: 'bad', type: 'invalid_request_error' } }),
      good,
    );
    const second = await upstream(good);
    const under = start([channel(target), channel(second, { priority: 1 })]);
    const { status: answered } = await ask(under);
    expect(answered).toBeGreaterThanOrEqual(400);
    expect(answered).toBeLessThan(500);
    expect([target.received.length, second.received.length]).toEqual([1, 0]);
  });

  it('three times in all, and says then what went wrong last', async () => {
    const target = await upstream(refused(500));
    const under = start([channel(target)]);
    const { status, text } = await ask(under);
    expect(status).toBe(502);
    expect(text).toContain('error');
    expect(target.received).toHaveLength(3);
    expect(under.records).toMatchObject([
      { endedBy: 'upstream', httpStatus: 502, errorCode: 'upstream_error' },
    ]);
  });

  it('not before the pause the upstream asked for', async () => {
    const target = await upstream(
      json(429, { error: { message: 'slow' } }, { 'retry-after-ms': '120' }),
      good,
    );
    const under = start([channel(target)]);
    expect((await ask(under)).status).toBe(200);
    const [first, second] = under.records[0]?.attempts ?? [];
    expect((second?.startedAfterMs ?? 0) - (first?.startedAfterMs ?? 0)).toBeGreaterThanOrEqual(119);
  });

  it('by its status and its pause, also where the words behind them break off', async () => {
    const cutShort: Script = (response) => {
      response.writeHead(429, { 'content-length': '1000', 'retry-after': '30' });
      response.write('{"error"', () => response.destroy());
    };
    const target = await upstream(cutShort);
    const under = start([channel(target)]);
    const { status, headers } = await ask(under);
    expect([status, headers['retry-after']]).toEqual([429, '30']);
    expect(under.records[0]?.attempts).toMatchObject([{ status: 429, errorCode: 'upstream_rate_limited' }]);
  });

  it('not at all when that pause is too long, and passes Retry-After on', async () => {
    const target = await upstream(json(429, { error: { message: 'slow' } }, { 'retry-after': '30' }));
    const under = start([channel(target)]);
    const { status, headers } = await ask(under);
    expect([status, headers['retry-after']]).toEqual([429, '30']);
    expect(target.received).toHaveLength(1);
  });
});

describe('fails over', () => {
  it('to the next priority without a pause, and says from where', async () => {
    const [first, second] = [await upstream(refused(503)), await upstream(good)];
    const under = start([
      channel(second, { name: 'spare', priority: 1 }),
      channel(first, { name: 'main', priority: 0 }),
    ]);
    expect((await ask(under)).status).toBe(200);
    expect(under.records[0]?.attempts.map((attempt) => attempt.reason)).toEqual([
      'priority 0, weight 1 of 1',
      'failover from main: priority 1, weight 1 of 1',
    ]);
    expect(under.records[0]?.channelId).toBe(under.records[0]?.attempts[1]?.channelId);
  });

  it.each([
    ['a credential the provider refuses', json(401, { error: { message: 'bad key' } })],
    ['an answer that is not JSON', raw(200, '<html>hello</html>', { 'content-type': 'text/html' })],
    ['an answer that is something else', json(200, { hello: 'world' })],
    ['a redirect', raw(302, '', { location: 'http://127.0.0.1:1/' })],
    ['an answer longer than allowed', json(200, 'x'.repeat(5_000_000))],
    [
      'an answer that breaks off',
      (response) => {
        response.writeHead(200, { 'content-length': '1000' });
        response.write('{"id":');
        setTimeout(() => response.destroy(), 10);
      },
    ],
    ['compressed bytes', raw(200, Buffer.from([0x1f, 0x8b]), { 'content-encoding': 'gzip' })],
  ] as [string, Script][])('from %s', async (_what, script) => {
    const [first, second] = [await upstream(script), await upstream(good)];
    const under = start([channel(first), channel(second, { priority: 1 })]);
    expect((await ask(under)).status).toBe(200);
    expect(second.received).toHaveLength(1);
  });

  it('from a channel that speaks another format, translating anew', async () => {
    const [first, second] = [await upstream(refused(500)), await upstream(json(200, anthropicAnswer))];
    const under = start([channel(first), channel(second, { provider: 'anthropic', priority: 1 })]);
    const { status, text } = await ask(under);
    expect(status).toBe(200);
    expect(JSON.parse(text)).toMatchObject({ object: 'chat.completion', model: 'm' });
    expect(second.received[0]?.path).toBe('/v1/messages');
  });

  it('from a stream that fails before its first words', async () => {
    const opening = 'data: {"error":{"message":"overloaded","type":"server_error"}}\n\n';
    const [first, second] = [
      await upstream(stream(opening)),
      await upstream(stream(openAiStream.text('Good'), openAiStream.finish, openAiStream.done)),
    ];
    const under = start([channel(first), channel(second, { priority: 1 })]);
    const { status, text } = await ask(under, { stream: true });
    expect(status).toBe(200);
    expect(text).toContain('Good');
    expect(text).not.toContain('overloaded');
  });

  it('but not in strict mode to a channel that cannot express the request', async () => {
    const [first, second] = [await upstream(json(200, anthropicAnswer)), await upstream(good)];
    const under = start([channel(first, { provider: 'anthropic' }), channel(second, { priority: 1 })]);
    const response = await under.gateway.serve({
      method: 'POST',
      path: '/v1/chat/completions',
      query: '',
      clientAddress: '203.0.113.7',
      headers: { authorization: `Bearer ${apiKey}`, 'x-heddle-strict': 'true' },
      readBody: async () =>
        Buffer.from(JSON.stringify({ model: 'm', messages: [{ role: 'user', content: 'hi' }], seed: 1 })),
      signal: new AbortController().signal,
    });
    expect(response.status).toBe(200);
    expect([first.received.length, second.received.length]).toEqual([0, 1]);
    expect(under.records[0]?.attempts[0]).toMatchObject({ errorCode: 'unsupported_by_target', status: null });
  });
});

describe('when every channel of a model is down', () => {
  it('asks them hardly more often than there are requests', async () => {
    const [first, second] = [await upstream(refused(503)), await upstream(refused(503))];
    const under = start([channel(first), channel(second, { priority: 1 })]);
    const requests = 300;
    for (let request = 0; request < requests; request++) expect((await ask(under)).status).toBe(503);
    const attempts = first.received.length + second.received.length;
    expect(attempts).toBeGreaterThan(requests);
    expect(attempts).toBeLessThanOrEqual(1.2 * requests);
    // Of the first requests, each is tried wherever it can be.
    expect(under.records[0]?.attempts.length).toBeGreaterThan(2);
  });

  it('still fails over for every request to one that is not', async () => {
    const [first, second] = [await upstream(refused(503)), await upstream(good)];
    const under = start([channel(first), channel(second, { priority: 1 })]);
    for (let request = 0; request < 100; request++) expect((await ask(under)).status).toBe(200);
    expect([first.received.length, second.received.length]).toEqual([100, 100]);
  });
});

describe('gives up', () => {
  const quick = { ...testSettings.timeouts, firstByteMs: 80, idleMs: 80 };

  it('on a channel that does not begin its stream', async () => {
    const target = await upstream(silence);
    const under = start([channel(target)], { settings: { timeouts: quick } });
    expect((await ask(under, { stream: true })).status).toBe(504);
    await target.abandoned;
    expect(target.received).toHaveLength(1);
    expect(under.records).toMatchObject([{ errorCode: 'upstream_timeout', endedBy: 'upstream' }]);
  });

  it('not on an answer in one piece that takes longer than a stream may to begin, before the total time', async () => {
    const late = await upstream((response, request) => {
      setTimeout(() => good(response, request), 3 * quick.firstByteMs);
    });
    const under = start([channel(late)], { settings: { timeouts: quick } });
    expect((await ask(under)).status).toBe(200);
    const never = await upstream(silence);
    const soon = start([channel(never)], { settings: { timeouts: { ...quick, totalMs: 200 } } });
    expect((await ask(soon)).status).toBe(504);
    await never.abandoned;
  });

  it('on a stream that begins and says nothing', async () => {
    const target = await upstream((response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.flushHeaders();
    });
    const under = start([channel(target)], {
      settings: { timeouts: quick, retry: { ...testSettings.retry, rounds: 1 } },
    });
    expect((await ask(under, { stream: true })).status).toBe(504);
  });

  it('on a stream that falls silent, in the words of the format', async () => {
    const script: Script = (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(openAiStream.opening + openAiStream.text('Good'));
    };
    const target = await upstream(script);
    const under = start([channel(target)], { settings: { timeouts: quick } });
    const asOpenAi = await ask(under, { stream: true });
    expect(asOpenAi.status).toBe(200);
    expect(asOpenAi.text).toContain('Good');
    expect(asOpenAi.text.trimEnd().split('\n').at(-1)).toMatch(/^data: \{"error":\{.*upstream_timeout/);
    const asAnthropic = await ask(under, { stream: true, max_tokens: 9 }, '/v1/messages');
    expect(asAnthropic.text).toContain('event: error\n');
    expect(under.records).toMatchObject([
      { httpStatus: 200, errorCode: 'upstream_timeout', endedBy: 'upstream', usageEstimated: true },
      { httpStatus: 200, errorCode: 'upstream_timeout', endedBy: 'upstream', usageEstimated: true },
    ]);
  });

  it('on a stream that breaks off, and estimates what was said', async () => {
    const target = await upstream(stream(openAiStream.opening, openAiStream.text('Good day to you'), null));
    const under = start([channel(target)]);
    const { text } = await ask(under, { stream: true });
    expect(text).toContain('"error"');
    expect(under.records[0]).toMatchObject({ endedBy: 'upstream', usageEstimated: true, finishReason: null });
    expect(under.records[0]?.outputTokens).toBeGreaterThan(2);
  });

  it('on the whole request after the total time, pauses included', async () => {
    const target = await upstream(refused(503));
    const under = start([channel(target)], {
      settings: {
        timeouts: { ...testSettings.timeouts, totalMs: 100 },
        retry: { ...testSettings.retry, rounds: 50, maxAttempts: 50, baseDelayMs: 40, maxDelayMs: 40 },
      },
    });
    const { status } = await ask(under);
    expect(status).toBe(504);
    expect(under.records[0]?.latencyMs).toBeLessThan(1_000);
  });

  it('on nothing at the end of a stream whose upstream does not hang up', async () => {
    const { opening, text, finish, done } = openAiStream;
    const target = await upstream((response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(opening + text('Good') + finish + done);
    });
    const under = start([channel(target)]);
    const answer = await ask(under, { stream: true });
    expect(answer.text.trimEnd().endsWith('[DONE]')).toBe(true);
    expect(under.records).toMatchObject([{ endedBy: 'completed', errorCode: null }]);
  });

  it('not on a stream of several choices when the first is finished', async () => {
    const choice = (index: number, delta: object, finish: string | null) =>
      `data: ${JSON.stringify({ id: 'c', model: 'm', choices: [{ index, delta, finish_reason: finish }] })}\n\n`;
    const target = await upstream(
      stream(
        choice(0, { content: 'one' }, null),
        choice(0, {}, 'stop'),
        choice(1, { content: 'two' }, null),
        choice(1, {}, 'stop'),
        openAiStream.done,
      ),
    );
    const under = start([channel(target)]);
    const { text } = await ask(under, { stream: true, n: 2 });
    expect(text).toContain('two');
    expect(text.trimEnd().endsWith('[DONE]')).toBe(true);
  });
});

describe('addresses', () => {
  it.each([
    'http://127.0.0.1:9/v1',
    'http://localhost:9/v1',
    'http://[::1]:9/v1',
    'http://169.254.169.254/latest',
    'http://10.0.0.1/v1',
    'http://[::ffff:127.0.0.1]:9/v1',
    'http://2130706433:9/v1',
  ])('%s is refused where no private network is open', async (baseUrl) => {
    const under = start([channel(baseUrl)], { settings: { allowPrivateUpstreams: false } });
    const { status, text } = await ask(under);
    expect(status).toBe(502);
    expect(text).toContain('in no network that the operator has opened');
    expect(under.records[0]?.attempts).toMatchObject([
      { errorCode: 'upstream_address_refused', status: null },
    ]);
  });

  it("but the demo's channels may use the registry's own loopback address", async () => {
    const settings = { allowPrivateUpstreams: false, retry: { ...testSettings.retry, rounds: 1 } };
    const ollama = { provider: 'ollama', models: { m: 'm' } };
    const demo = start([{ ...ollama, mayUseThisMachine: true }], { settings });
    expect((await ask(demo)).text).not.toContain('in no network that the operator has opened');
    const anybody = start([ollama], { settings });
    expect((await ask(anybody)).text).toContain('in no network that the operator has opened');
  });

  it('that cannot be resolved or reached are said to be so', async () => {
    const retry = { ...testSettings.retry, rounds: 1 };
    const unresolved = start([channel('http://nowhere.invalid/v1')], { settings: { retry } });
    expect(await ask(unresolved)).toMatchObject({ status: 502 });
    const closed = await upstream(good);
    await closed.close();
    opened.splice(opened.indexOf(closed.close), 1);
    const unreachable = start([channel(closed)], { settings: { retry } });
    const { status, text } = await ask(unreachable);
    expect(status).toBe(502);
    expect(text).not.toContain('127.0.0.1');
  });
});

describe('an answer that cannot be read', () => {
  it.each([
    ['that is no JSON', raw(200, 'What?', { 'content-type': 'application/json' }), false],
    ['in one piece, asked for as a stream', json(200, openAiAnswer), true],
  ])('%s, is paid for once, and sought at the next channel', async (_what, script, streamed) => {
    const first = await upstream(script);
    const second = await upstream(
      streamed ? stream(openAiStream.text('Hi'), openAiStream.finish, openAiStream.done) : good,
    );
    const alone = start([channel(first)]);
    expect((await ask(alone, { stream: streamed })).status).toBe(502);
    expect(alone.records[0]?.attempts).toMatchObject([{ status: 200, errorCode: 'upstream_malformed' }]);
    const both = start([channel(first), channel(second, { priority: 1 })]);
    expect((await ask(both, { stream: streamed })).status).toBe(200);
    expect([first.received.length, second.received.length]).toEqual([2, 1]);
  });
});

describe('garbage from an upstream never makes a 500', () => {
  it.each([
    ['no HTTP at all', (response) => void response.socket?.end('hello\r\n\r\n')],
    ['an error without a body', raw(500, '')],
    ['an error in HTML', raw(503, '<h1>Down</h1>', { 'content-type': 'text/html' })],
    ['an empty answer', raw(200, '', { 'content-type': 'application/json' })],
    ['null', json(200, 'null')],
    ['deep nesting', json(200, '['.repeat(50_000) + ']'.repeat(50_000))],
    ['a status nobody knows', raw(599, '?')],
  ] as [string, Script][])('%s', async (_what, script) => {
    const target = await upstream(script);
    const under = start([channel(target)]);
    for (const [path, stream] of [
      ['/v1/chat/completions', false],
      ['/v1/messages', false],
      ['/v1/chat/completions', true],
      ['/v1/messages', true],
    ] as const) {
      const { status, text } = await ask(under, { max_tokens: 5, stream }, path);
      expect(status).toBeGreaterThanOrEqual(502);
      expect(JSON.parse(text)).toHaveProperty('error');
    }
    expect(under.records).toHaveLength(4);
  });
});

describe('an answer without usage', () => {
  it.each(['/v1/chat/completions', '/v1/messages'])('is estimated, asked for at %s', async (path) => {
    const { usage: _usage, ...unmetered } = openAiAnswer;
    const target = await upstream(json(200, unmetered));
    const under = start([channel(target)]);
    expect((await ask(under, { max_tokens: 9 }, path)).status).toBe(200);
    expect(under.records).toMatchObject([{ usageEstimated: true, rawUsage: null, finishReason: 'stop' }]);
    expect(under.records[0]?.outputTokens).toBeGreaterThan(1);
    expect(under.records[0]?.inputTokens).toBeGreaterThan(1);
  });
});

describe('closing', () => {
  it('cuts off what takes longer than the grace, tells its client and accounts for it', async () => {
    const target = await upstream((response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(openAiStream.opening + openAiStream.text('Good'));
    });
    const under = start([channel(target)]);
    const asked = ask(under, { stream: true });
    await expect.poll(() => target.received.length).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 50));
    await under.gateway.close(30);
    expect((await asked).text).toContain('shutting_down');
    expect(under.records).toMatchObject([{ endedBy: 'gateway', errorCode: 'shutting_down' }]);
  });
});

describe('a channel whose credential cannot stand in a header', () => {
  it('fails like one that is set up wrongly, and does not stop the process', async () => {
    const target = await upstream(good);
    const under = start([channel(target, { credential: 'line\nbreak' })]);
    const { status, text } = await ask(under);
    expect(status).toBe(502);
    expect(text).not.toContain('break');
    expect(target.received).toHaveLength(0);
  });
});
