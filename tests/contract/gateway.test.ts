import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import type { Ledger } from '../../server/store/ledger.ts';
import {
  apiKey,
  type GatewayUnderTest,
  gatewayUnderTest,
  type TestOptions,
} from './support/gateway-under-test.ts';
import { type Mounted, mounts } from './support/mounts.ts';
import {
  anthropicAnswer,
  geminiAnswer,
  json,
  openAiAnswer,
  openAiStream,
  raw,
  type Script,
  type ScriptedUpstream,
  scriptedUpstream,
  silence,
  stream,
} from './support/scripted-upstream.ts';

const messages = [{ role: 'user', content: 'Good morning' }];
const simulator: TestOptions = {
  channels: [{ provider: 'simulator', models: { simulator: 'simulator', slow: 'simulator/chunk=30' } }],
};
const requestId = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** The same question in each inbound format. */
const questions = [
  { format: 'openai', path: '/v1/chat/completions', body: { model: 'simulator', messages } },
  { format: 'anthropic', path: '/v1/messages', body: { model: 'simulator', max_tokens: 99, messages } },
  {
    format: 'gemini',
    path: '/v1beta/models/simulator:generateContent',
    body: { contents: [{ role: 'user', parts: [{ text: 'Good morning' }] }] },
  },
] as const;

describe.each(mounts)('the gateway behind $name', ({ mount }) => {
  let under: GatewayUnderTest;
  let mounted: Mounted;
  const opened: (() => Promise<void>)[] = [];

  async function start(options: TestOptions = simulator): Promise<void> {
    under = gatewayUnderTest(options);
    mounted = await mount(under.gateway);
    opened.push(
      () => mounted.close(),
      () => under.gateway.close(1_000),
    );
  }

  async function upstream(...scripts: Script[]): Promise<ScriptedUpstream> {
    const scripted = await scriptedUpstream(...scripts);
    opened.push(scripted.close);
    return scripted;
  }

  function post(path: string, body: unknown, init: RequestInit = {}): Promise<Response> {
    return mounted.request(path, {
      method: 'POST',
      body:
        typeof body === 'string' || body instanceof Uint8Array ? (body as BodyInit) : JSON.stringify(body),
      ...init,
      headers: { 'content-type': 'application/json', authorization: `Bearer ${apiKey}`, ...init.headers },
    });
  }

  afterEach(async () => {
    for (const close of opened.splice(0)) await close();
  });

  describe('answers', () => {
    it.each(questions)(
      'a whole request in the format of $format, and records it once',
      async ({ path, body }) => {
        await start();
        const response = await post(path, body);
        expect(response.status).toBe(200);
        expect(response.headers.get('x-heddle-request-id')).toMatch(requestId);
        expect(response.headers.get('x-heddle-provider')).toBe('simulator');
        expect(JSON.stringify(await response.json())).toContain('Good morning');
        expect(under.records).toHaveLength(1);
        expect(under.records[0]).toMatchObject({
          id: response.headers.get('x-heddle-request-id'),
          modelRequested: 'simulator',
          httpStatus: 200,
          endedBy: 'completed',
          errorCode: null,
          finishReason: 'stop',
          usageEstimated: false,
        });
        expect(under.records[0]?.outputTokens).toBeGreaterThan(10);
      },
    );

    it('a stream of OpenAI chunks that ends with [DONE]', async () => {
      await start();
      const response = await post('/v1/chat/completions', { model: 'simulator', messages, stream: true });
      expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/);
      const text = await response.text();
      expect(text.trimEnd().endsWith('data: [DONE]')).toBe(true);
      expect(text).not.toContain('"usage":{');
      expect(under.records).toMatchObject([{ stream: true, endedBy: 'completed', usageEstimated: false }]);
    });

    it('a stream of Anthropic events that ends with message_stop', async () => {
      await start();
      const response = await post('/v1/messages', {
        model: 'simulator',
        max_tokens: 99,
        messages,
        stream: true,
      });
      const text = await response.text();
      expect(text.startsWith('event: message_start\n')).toBe(true);
      expect(text.trimEnd().endsWith('data: {"type":"message_stop"}')).toBe(true);
      expect(under.records).toMatchObject([{ stream: true, endedBy: 'completed' }]);
    });

    it('a Gemini stream as events, and as one JSON array without alt=sse', async () => {
      await start();
      const body = { contents: [{ role: 'user', parts: [{ text: 'Good morning' }] }] };
      const events = await post('/v1beta/models/simulator:streamGenerateContent?alt=sse', body);
      expect(events.headers.get('content-type')).toMatch(/^text\/event-stream/);
      expect(await events.text()).toContain('"finishReason":"STOP"');
      const array = await post('/v1/models/simulator:streamGenerateContent', body);
      expect(array.headers.get('content-type')).toBe('application/json');
      const chunks = (await array.json()) as unknown[];
      expect(chunks.length).toBeGreaterThan(3);
      expect(under.records.map((record) => record.endpoint)).toEqual([
        '/v1beta/models/{model}:streamGenerateContent',
        '/v1/models/{model}:streamGenerateContent',
      ]);
    });

    it.each([
      ['/v1/messages/count_tokens', { model: 'simulator', messages }, 'input_tokens'],
      [
        '/v1beta/models/simulator:countTokens',
        { contents: [{ parts: [{ text: 'Good morning' }] }] },
        'totalTokens',
      ],
    ])('a question for a count at %s', async (path, body, member) => {
      await start();
      const response = await post(path, body);
      expect(response.status).toBe(200);
      const count = ((await response.json()) as Record<string, number>)[member];
      expect(count).toBeGreaterThan(2);
      expect(count).toBeLessThan(20);
      expect(under.records).toMatchObject([
        { inputTokens: 0, outputTokens: 0, costNanoUsd: 0n, httpStatus: 200 },
      ]);
    });

    it('lists of models in the shape of whoever asks, without a record', async () => {
      await start();
      const ask = async (path: string, headers: Record<string, string>) =>
        (await mounted.request(path, { headers })).json();
      const bearer = { authorization: `Bearer ${apiKey}` };
      expect(await ask('/v1/models', bearer)).toMatchObject({
        object: 'list',
        data: [{ id: 'simulator', object: 'model' }, { id: 'slow' }],
      });
      expect(await ask('/v1/models/slow', bearer)).toMatchObject({ id: 'slow', object: 'model' });
      expect(await ask('/v1/models', { 'x-api-key': apiKey })).toMatchObject({
        data: [{ type: 'model', id: 'simulator' }, {}],
        has_more: false,
        first_id: 'simulator',
      });
      expect(await ask('/v1beta/models', { 'x-goog-api-key': apiKey })).toMatchObject({
        models: [{ name: 'models/simulator' }, {}],
      });
      expect(await ask(`/v1beta/models/slow?key=${apiKey}`, {})).toMatchObject({ name: 'models/slow' });
      expect(under.records).toEqual([]);
    });

    it('HEAD like GET without a body, and OPTIONS with the methods of the path', async () => {
      await start();
      const head = await mounted.request('/v1/models', {
        method: 'HEAD',
        headers: { authorization: `Bearer ${apiKey}` },
      });
      expect([head.status, await head.text()]).toEqual([200, '']);
      const options = await mounted.request('/v1/messages', { method: 'OPTIONS' });
      expect([options.status, options.headers.get('allow')]).toEqual([204, 'POST, OPTIONS']);
      expect(options.headers.get('access-control-allow-origin')).toBeNull();
    });
  });

  describe('knows its callers', () => {
    it.each([
      ['Authorization: Bearer', { authorization: `Bearer ${apiKey}` }, ''],
      ['x-api-key', { 'x-api-key': apiKey }, ''],
      ['x-goog-api-key', { 'x-goog-api-key': apiKey }, ''],
      ['?key=', {}, `?key=${apiKey}`],
    ])('by the key in %s', async (_place, headers, query) => {
      await start();
      const response = await mounted.request(`/v1/chat/completions${query}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ model: 'simulator', messages }),
      });
      expect(response.status).toBe(200);
      expect(under.logLines.join('')).not.toContain(apiKey);
    });

    it.each(questions)(
      'and refuses others in the format of $format, without a record',
      async ({ path, body }) => {
        await start();
        const wrong = await post(path, body, { headers: { authorization: 'Bearer hdl_wrong' } });
        expect(wrong.status).toBe(401);
        expect(wrong.headers.get('x-heddle-request-id')).toMatch(requestId);
        expect(await wrong.json()).toHaveProperty('error');
        const none = await mounted.request(path, { method: 'POST', body: JSON.stringify(body) });
        expect(none.status).toBe(401);
        expect(under.records).toEqual([]);
      },
    );

    it.each([
      ['expired', { expiresAtMs: Date.now() - 1 }, 401],
      ['revoked', { revokedAtMs: Date.now() - 1 }, 401],
      ['limited to other models', { models: new Set(['another']) }, 403],
    ])('and refuses a key that is %s', async (_state, key, status) => {
      await start({ ...simulator, key });
      expect((await post('/v1/chat/completions', { model: 'simulator', messages })).status).toBe(status);
    });
  });

  describe('refuses with a clear error', () => {
    it.each([
      ['OpenAI', '/v1/nothing', 'error.type', 404],
      ['Anthropic', '/v1/messages/nothing', 'type', 404],
      ['Gemini', '/v1beta/nothing', 'error.status', 404],
    ])('a path that is none, as %s would', async (_vendor, path, member, status) => {
      await start();
      const response = await post(path, {});
      expect(response.status).toBe(status);
      expect(await response.json()).toHaveProperty(member);
    });

    it('a method that is not allowed, naming the one that is', async () => {
      await start();
      const response = await mounted.request('/v1/chat/completions', { method: 'GET' });
      expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
    });

    it.each([
      ['that is not JSON', '{"model": "simulator", ', 400],
      ['that is empty', '', 400],
      ['that is no object', '[1, 2]', 400],
      [
        'nested too deep',
        `{"model":"simulator","messages":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
        400,
      ],
      ['that is not UTF-8', new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]), 400],
      [
        'that is too large',
        JSON.stringify({ model: 'simulator', messages, pad: 'x'.repeat(1_100_000) }),
        413,
      ],
      ['without a model', JSON.stringify({ messages }), 400],
      ['for a model nobody serves', JSON.stringify({ model: 'nobody', messages }), 404],
    ])('a body %s', async (_what, body, status) => {
      await start();
      for (const path of ['/v1/chat/completions', '/v1/messages']) {
        const response = await post(path, body);
        expect(response.status).toBe(status);
        const { error } = (await response.json()) as { error: { message: string } };
        expect(error.message.length).toBeGreaterThan(10);
      }
    });

    it('a body of another type, and takes a compressed one', async () => {
      await start();
      const form = await post('/v1/chat/completions', 'a=b', {
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      });
      expect(form.status).toBe(415);
      const gzipped = gzipSync(JSON.stringify({ model: 'simulator', messages }));
      const good = await post('/v1/chat/completions', gzipped, { headers: { 'content-encoding': 'gzip' } });
      expect(good.status).toBe(200);
      const bomb = await post('/v1/chat/completions', gzipSync(Buffer.alloc(50_000_000, ' ')), {
        headers: { 'content-encoding': 'gzip' },
      });
      expect(bomb.status).toBe(413);
      const unknown = await post('/v1/chat/completions', '{}', { headers: { 'content-encoding': 'lzma' } });
      expect(unknown.status).toBe(415);
    });

    it('what the target cannot express, in strict mode; otherwise it names what was dropped', async () => {
      const target = await upstream(json(200, anthropicAnswer));
      await start({
        channels: [{ provider: 'anthropic', baseUrl: target.url, models: { claude: 'claude' } }],
      });
      const body = { model: 'claude', messages, logprobs: true, seed: 7 };
      const lenient = await post('/v1/chat/completions', body);
      expect(lenient.status).toBe(200);
      const dropped = lenient.headers.get('x-heddle-dropped')?.split(', ');
      expect(dropped).toEqual(expect.arrayContaining(['logprobs', 'seed']));
      expect(under.records[0]?.losses).toEqual(dropped);
      const strict = await post('/v1/chat/completions', body, { headers: { 'x-heddle-strict': 'true' } });
      expect(strict.status).toBe(400);
      expect(((await strict.json()) as { error: { message: string } }).error.message).toContain('logprobs');
      expect(target.received).toHaveLength(1);
    });
  });

  describe('relays', () => {
    it.each([
      {
        provider: 'openai',
        path: '/v1/chat/completions',
        body: { model: 'm', messages },
        answer: openAiAnswer,
        upstreamPath: '/v1/chat/completions',
      },
      {
        provider: 'anthropic',
        path: '/v1/messages',
        body: { model: 'm', max_tokens: 9, messages },
        answer: anthropicAnswer,
        upstreamPath: '/v1/messages',
      },
      {
        provider: 'gemini',
        path: '/v1beta/models/m:generateContent',
        body: { contents: [{ role: 'user', parts: [{ text: 'hi' }] }] },
        answer: geminiAnswer,
        upstreamPath: '/v1beta/models/m:generateContent',
      },
    ])('bytes untouched both ways where both sides speak the format of $provider', async (one) => {
      const answer = `${JSON.stringify(one.answer, null, 3)}\n `;
      const target = await upstream(
        raw(200, answer, { 'content-type': 'application/json', 'x-request-id': 'up-1' }),
      );
      await start({
        channels: [
          { provider: one.provider, baseUrl: target.url, credential: 'secret-1', models: { m: 'm' } },
        ],
      });
      const sent = JSON.stringify(one.body, null, 2);
      const response = await post(one.path, sent);
      expect(await response.text()).toBe(answer);
      expect(response.headers.get('x-upstream-request-id')).toBe('up-1');
      const [received] = target.received;
      expect(received?.path).toBe(one.upstreamPath);
      expect(received?.body).toBe(sent);
      expect(JSON.stringify(received?.headers)).toContain('secret-1');
      expect(JSON.stringify(received?.headers)).not.toContain(apiKey);
      expect(under.records).toMatchObject([{ inputTokens: 11, outputTokens: 3, usageEstimated: false }]);
    });

    it('stream bytes untouched but for the usage chunk the client did not ask for', async () => {
      const { opening, text, finish, usage, done } = openAiStream;
      const comment = ': keep-alive\n\n';
      const target = await upstream(
        stream(opening, comment, text('Good'), text(' day.'), finish, usage, done),
      );
      await start({ channels: [{ provider: 'openai', baseUrl: target.url, models: { m: 'm' } }] });
      const response = await post('/v1/chat/completions', { model: 'm', messages, stream: true });
      expect(await response.text()).toBe(opening + comment + text('Good') + text(' day.') + finish + done);
      expect(JSON.parse(target.received[0]?.body ?? '')).toMatchObject({
        stream_options: { include_usage: true },
      });
      expect(under.records).toMatchObject([{ inputTokens: 11, outputTokens: 3, finishReason: 'stop' }]);
    });

    it("changes the model's name where the provider has another, and passes on what a client asks of a format", async () => {
      const target = await upstream(json(200, anthropicAnswer));
      await start({
        channels: [{ provider: 'anthropic', baseUrl: target.url, models: { fast: 'claude-haiku-4-5' } }],
      });
      await post(
        '/v1/messages',
        { model: 'fast', max_tokens: 9, messages },
        {
          headers: { 'anthropic-beta': 'some-beta', cookie: 'a=b', 'x-forwarded-for': '10.0.0.1' },
        },
      );
      const [received] = target.received;
      expect(JSON.parse(received?.body ?? '')).toMatchObject({ model: 'claude-haiku-4-5' });
      expect(received?.headers).toMatchObject({
        'anthropic-beta': 'some-beta',
        'accept-encoding': 'identity',
      });
      expect(received?.headers['anthropic-version']).toBe('2023-06-01');
      expect(received?.headers.cookie).toBeUndefined();
      expect(received?.headers['x-forwarded-for']).toBeUndefined();
    });
  });

  describe('accounts', () => {
    /** A ledger that takes as long as it is told to. */
    function slowLedger() {
      const { promise, resolve: commit } = Promise.withResolvers<void>();
      let entered = 0;
      const ledger: Ledger = {
        record: () => {
          entered++;
          return promise;
        },
        async close() {},
      };
      return { ledger, commit, entered: () => entered };
    }

    it('before the client sees a whole answer', async () => {
      const { ledger, commit } = slowLedger();
      await start({ ...simulator, ledger });
      let answered = false;
      const response = post('/v1/chat/completions', { model: 'simulator', messages }).then((got) => {
        answered = true;
        return got;
      });
      await new Promise((resolve) => setTimeout(resolve, 80));
      expect(answered).toBe(false);
      commit();
      expect((await response).status).toBe(200);
    });

    it('before the client sees a stream completed, while the words before it are let through', async () => {
      const { ledger, commit, entered } = slowLedger();
      await start({ ...simulator, ledger });
      const response = await post('/v1/messages', {
        model: 'simulator',
        max_tokens: 99,
        messages,
        stream: true,
      });
      let seen = '';
      const reading = (async () => {
        for await (const bytes of response.body ?? []) seen += Buffer.from(bytes).toString();
      })();
      await new Promise((resolve) => setTimeout(resolve, 150));
      expect(entered()).toBe(1);
      expect(seen).toContain('content_block_delta');
      expect(seen).not.toContain('message_stop');
      commit();
      await reading;
      expect(seen).toContain('message_stop');
    });

    it('for a client that leaves, once, and stops the upstream', async () => {
      const { opening, text } = openAiStream;
      const target = await upstream(async (response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        response.write(opening + text('Good'));
      });
      await start({ channels: [{ provider: 'openai', baseUrl: target.url, models: { m: 'm' } }] });
      const leaving = new AbortController();
      const response = await post(
        '/v1/chat/completions',
        { model: 'm', messages, stream: true },
        {
          signal: leaving.signal,
        },
      );
      const reader = response.body?.getReader();
      await reader?.read();
      leaving.abort();
      await reader?.cancel().catch(() => {});
      await target.abandoned;
      await expect.poll(() => under.records.length).toBe(1);
      expect(under.records).toMatchObject([
        { endedBy: 'client', usageEstimated: true, errorCode: 'client_closed', outputTokens: 1 },
      ]);
    });

    it('for a client that leaves before there is an answer', async () => {
      const target = await upstream(silence);
      await start({ channels: [{ provider: 'openai', baseUrl: target.url, models: { m: 'm' } }] });
      const leaving = new AbortController();
      const response = post('/v1/chat/completions', { model: 'm', messages }, { signal: leaving.signal });
      await expect.poll(() => target.received.length).toBe(1);
      leaving.abort();
      await response.catch(() => {});
      await target.abandoned;
      await expect.poll(() => under.records.length).toBe(1);
      expect(under.records).toMatchObject([
        { endedBy: 'client', httpStatus: 499, attempts: [{ status: null }] },
      ]);
    });

    it('for what it refused: the error, the attempts and their reasons', async () => {
      const target = await upstream(
        json(400, { error: { message: 'no such thing', type: 'invalid_request_error' } }),
      );
      await start({
        channels: [{ name: 'main', provider: 'openai', baseUrl: target.url, models: { m: 'm' } }],
      });
      const response = await post('/v1/chat/completions', { model: 'm', messages });
      expect(response.status).toBe(400);
      expect(under.records).toMatchObject([
        {
          httpStatus: 400,
          errorCode: 'upstream_invalid_request',
          channelId: null,
          attempts: [{ channelName: 'main', reason: 'priority 0, weight 1 of 1', status: 400 }],
        },
      ]);
    });

    it.each([
      ['that is not JSON', '{"model": "simulator", ', 400, 'invalid_json'],
      ['that is too large', 'x'.repeat(1_100_000), 413, 'body_too_large'],
    ])('for a body %s', async (_what, body, httpStatus, errorCode) => {
      await start();
      const response = await post('/v1/messages', body);
      expect(under.records).toMatchObject([
        {
          id: response.headers.get('x-heddle-request-id'),
          endpoint: '/v1/messages',
          httpStatus,
          errorCode,
          endedBy: 'gateway',
          attempts: [],
        },
      ]);
    });

    it('with prompt and answer only where the tenant wants them kept', async () => {
      await start();
      await post('/v1/chat/completions', { model: 'simulator', messages });
      expect(under.contents).toEqual([]);
      await start({ ...simulator, storeContent: true });
      await (await post('/v1/chat/completions', { model: 'simulator', messages, stream: true })).text();
      expect(under.contents).toHaveLength(1);
      expect(under.contents[0]?.request).toContain('Good morning');
      expect(under.contents[0]?.response).toContain('You wrote: "Good morning"');
    });
  });

  describe('closes', () => {
    it('by finishing what is in flight and answering the rest with 503', async () => {
      await start();
      const inFlight = await post('/v1/chat/completions', { model: 'slow', messages, stream: true });
      const closed = under.gateway.close(10_000);
      const late = await post('/v1/chat/completions', { model: 'simulator', messages });
      expect(late.status).toBe(503);
      expect((await inFlight.text()).trimEnd().endsWith('[DONE]')).toBe(true);
      await closed;
      expect(under.records).toMatchObject([{ endedBy: 'completed' }]);
    });
  });
});
