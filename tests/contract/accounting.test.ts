import { expect, it } from 'vitest';
import type { Ledger } from '../../server/store/ledger.ts';
import { endlessBody } from './support/endless-body.ts';
import { messages, onEveryMount, simulator } from './support/on-every-mount.ts';
import { json, openAiStream, silence } from './support/scripted-upstream.ts';

onEveryMount('accounts', ({ start, upstream }) => {
  /** A ledger that takes as long as it is told to. */
  function slowLedger() {
    const { promise, resolve: commit } = Promise.withResolvers<void>();
    let entered = 0;
    const ledger: Ledger = {
      async begin() {},
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
    const heddle = await start({ ...simulator, ledger });
    let answered = false;
    const response = heddle.post('/v1/chat/completions', { model: 'simulator', messages }).then((got) => {
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
    const { opening, text, finish, usage, done } = openAiStream;
    const { promise: read, resolve: tellRead } = Promise.withResolvers<void>();
    const target = await upstream(async (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(opening + text('Good'));
      await read;
      response.end(finish + usage + done);
    });
    const heddle = await start({
      channels: [{ provider: 'openai', baseUrl: target.url, models: { m: 'm' } }],
      ledger,
    });
    const response = await heddle.post('/v1/messages', {
      model: 'm',
      max_tokens: 99,
      messages,
      stream: true,
    });
    let seen = '';
    const reading = (async () => {
      for await (const bytes of response.body ?? []) seen += Buffer.from(bytes).toString();
    })();
    await expect.poll(() => seen).toContain('content_block_delta');
    tellRead();
    await expect.poll(entered).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 80));
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
    const heddle = await start({
      channels: [{ provider: 'openai', baseUrl: target.url, models: { m: 'm' } }],
    });
    const leaving = new AbortController();
    const response = await heddle.post(
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
    await expect.poll(() => heddle.records.length, { timeout: 10_000 }).toBe(1);
    expect(heddle.records).toMatchObject([
      { endedBy: 'client', usageEstimated: true, errorCode: 'client_closed', outputTokens: 1 },
    ]);
  });

  it('for a client that leaves before there is an answer', async () => {
    const target = await upstream(silence);
    const heddle = await start({
      channels: [{ provider: 'openai', baseUrl: target.url, models: { m: 'm' } }],
    });
    const leaving = new AbortController();
    const response = heddle.post(
      '/v1/chat/completions',
      { model: 'm', messages },
      { signal: leaving.signal },
    );
    await expect.poll(() => target.received.length).toBe(1);
    leaving.abort();
    await response.catch(() => {});
    await target.abandoned;
    await expect.poll(() => heddle.records.length, { timeout: 10_000 }).toBe(1);
    expect(heddle.records).toMatchObject([
      { endedBy: 'client', httpStatus: 499, attempts: [{ status: null }] },
    ]);
  });

  it('for a client that leaves while its body is on its way', async () => {
    const heddle = await start();
    const leaving = new AbortController();
    const body = endlessBody();
    const response = heddle.post('/v1/chat/completions', '', { signal: leaving.signal, ...body.init });
    await expect.poll(body.sent).toBeGreaterThan(2_000);
    leaving.abort();
    await response.catch(() => {});
    await expect.poll(() => heddle.records.length, { timeout: 10_000 }).toBe(1);
    expect(heddle.records).toMatchObject([
      { endedBy: 'client', httpStatus: 499, errorCode: 'client_closed', attempts: [] },
    ]);
  });

  it('for what it refused: the error, the attempts and their reasons', async () => {
    const target = await upstream(
      json(400, { error: { message: 'no such thing', type: 'invalid_request_error' } }),
    );
    const heddle = await start({
      channels: [{ name: 'main', provider: 'openai', baseUrl: target.url, models: { m: 'm' } }],
    });
    const response = await heddle.post('/v1/chat/completions', { model: 'm', messages });
    expect(response.status).toBe(400);
    expect(heddle.records).toMatchObject([
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
    const heddle = await start();
    const response = await heddle.post('/v1/messages', body);
    expect(heddle.records).toMatchObject([
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
    const discreet = await start();
    await discreet.post('/v1/chat/completions', { model: 'simulator', messages });
    expect(discreet.contents).toEqual([]);
    const keeping = await start({ ...simulator, storeContent: true });
    await (await keeping.post('/v1/chat/completions', { model: 'simulator', messages, stream: true })).text();
    expect(keeping.contents).toHaveLength(1);
    expect(keeping.contents[0]?.request).toContain('Good morning');
    expect(keeping.contents[0]?.response).toContain('You wrote: "Good morning"');
  });
});
