import { expect, it } from 'vitest';
import { apiKeyOf } from './support/gateway-under-test.ts';
import { type MountedGateway, messages, onEveryMount, questions } from './support/on-every-mount.ts';
import { json, openAiAnswer, type Script, stream } from './support/scripted-upstream.ts';

const question = { model: 'm', messages };
const chat = '/v1/chat/completions';
const once = (key: string, headers: Record<string, string> = {}) => ({
  headers: { 'idempotency-key': key, ...headers },
});
const channelTo = (baseUrl: string) => ({
  channels: [{ provider: 'openai', baseUrl, credential: 'sk-x', models: { m: 'm' } }],
});
const replayed = (response: Response) => response.headers.get('x-heddle-idempotent-replayed');

/** Answers when it is told to. */
function heldBack(script: Script): { script: Script; answer(): void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return {
    script: async (response, request) => {
      await promise;
      await script(response, request);
    },
    answer: resolve,
  };
}

const chunk = (delta: object, rest: object = {}) =>
  `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 1, model: 'm', choices: [{ index: 0, delta, finish_reason: null }], ...rest })}\n\n`;
const pieces = [
  chunk({ role: 'assistant', content: 'Good ' }),
  chunk({ content: 'day.' }),
  `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 1, model: 'm', choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] })}\n\n`,
  `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 1, model: 'm', choices: [], usage: openAiAnswer.usage })}\n\n`,
  'data: [DONE]\n\n',
];

onEveryMount('answers a request with an Idempotency-Key once', ({ start, upstream }) => {
  it.each(questions)(
    'and again with the same bytes, for nothing, in the format of $format',
    async (asked) => {
      const heddle = await start();
      const first = await heddle.post(asked.path, asked.body, once('a'));
      const again = await heddle.post(asked.path, asked.body, once('a'));
      expect([first.status, again.status]).toEqual([200, 200]);
      expect(await again.text()).toBe(await first.text());
      expect([replayed(first), replayed(again)]).toEqual([null, 'true']);
      for (const name of ['content-type', 'x-heddle-provider', 'x-heddle-channel']) {
        expect(again.headers.get(name), name).toBe(first.headers.get(name));
      }
      const [charged, free] = heddle.records;
      expect(again.headers.get('x-heddle-request-id')).toBe(free?.id);
      expect(again.headers.get('x-heddle-original-request-id')).toBe(charged?.id);
      expect(charged).toMatchObject({ replayOf: null });
      expect(charged?.attempts).toHaveLength(1);
      expect(free).toMatchObject({ replayOf: charged?.id, attempts: [], costNanoUsd: 0n, inputTokens: 0 });
    },
  );

  it('and a stream again as the same bytes', async () => {
    const scripted = await upstream(stream(...pieces));
    const heddle = await start(channelTo(scripted.url));
    const ask = () => heddle.post(chat, { ...question, stream: true }, once('s'));
    const first = await (await ask()).text();
    const again = await ask();
    expect(again.headers.get('content-type')).toMatch(/^text\/event-stream/);
    expect(await again.text()).toBe(first);
    expect(first).toContain('Good ');
    expect(scripted.received).toHaveLength(1);
  });

  it('and lets others with the key wait while it is running', async () => {
    const held = heldBack(json(200, openAiAnswer));
    const scripted = await upstream(held.script);
    const heddle = await start(channelTo(scripted.url));
    const all = Array.from({ length: 5 }, () => heddle.post(chat, question, once('w')));
    await expect.poll(() => scripted.received.length).toBe(1);
    held.answer();
    const answers = await Promise.all(all);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(answers.filter((answer) => replayed(answer) === 'true')).toHaveLength(4);
    expect(new Set(await Promise.all(answers.map((answer) => answer.text()))).size).toBe(1);
    expect(scripted.received).toHaveLength(1);
    expect(heddle.records.filter(({ attempts }) => attempts.length > 0)).toHaveLength(1);
  });

  it('and says when to come back after that took too long', async () => {
    const held = heldBack(json(200, openAiAnswer));
    const scripted = await upstream(held.script);
    const heddle = await start({ ...channelTo(scripted.url), idempotencyWaitMs: 50 });
    const first = heddle.post(chat, question, once('w'));
    await expect.poll(() => scripted.received.length).toBe(1);
    const impatient = await heddle.post(chat, question, once('w'));
    expect(impatient.status).toBe(409);
    expect(impatient.headers.get('retry-after')).toBe('2');
    expect(await impatient.text()).toContain('is being answered');
    held.answer();
    expect((await first).status).toBe(200);
  });

  it('and refuses the key for anything else, in the format of each client', async () => {
    const heddle = await start();
    await heddle.post(chat, { model: 'simulator', messages }, once('k'));
    for (const { path, body } of questions) {
      const other = await heddle.post(path, { ...body, temperature: 0.5 }, once('k'));
      expect(other.status).toBe(409);
      expect(await other.text()).toContain('was used for another request');
    }
    expect(heddle.records.slice(1).map(({ errorCode }) => errorCode)).toEqual([
      'idempotency_conflict',
      'idempotency_conflict',
      'idempotency_conflict',
    ]);
  });

  it('and knows a key of one API key from the same of another', async () => {
    const heddle = await start({
      channels: [{ provider: 'simulator', models: { simulator: 'simulator' } }],
      otherTenants: 1,
    });
    const body = { model: 'simulator', messages };
    await heddle.post(chat, body, once('k'));
    const other = await heddle.post(chat, body, once('k', { authorization: `Bearer ${apiKeyOf(1)}` }));
    expect(replayed(other)).toBeNull();
    expect(other.status).toBe(200);
  });

  it.each([
    ['a provider that fails', 500, 502],
    ['a provider that limits its rate', 429, 429],
    ['a credential that is refused', 401, 502],
  ])('and asks anew after %s', async (_what, failure, shown) => {
    const scripted = await upstream(json(failure, { error: { message: 'no' } }), json(200, openAiAnswer));
    const heddle = await start({
      ...channelTo(scripted.url),
      settings: { retry: { rounds: 1, maxAttempts: 1, baseDelayMs: 1, maxDelayMs: 1, maxRetryAfterMs: 1 } },
    });
    expect((await heddle.post(chat, question, once('f'))).status).toBe(shown);
    const again = await heddle.post(chat, question, once('f'));
    expect([again.status, replayed(again)]).toEqual([200, null]);
  });

  it('and keeps a refusal that will not change', async () => {
    const scripted = await upstream(json(400, { error: { message: 'temperature is too high' } }));
    const heddle = await start(channelTo(scripted.url));
    const first = await heddle.post(chat, question, once('b'));
    const again = await heddle.post(chat, question, once('b'));
    expect([first.status, again.status, replayed(again)]).toEqual([400, 400, 'true']);
    expect(await again.text()).toBe(await first.text());
    expect(scripted.received).toHaveLength(1);
  });

  it('and forgets what the gateway itself refused: a key, a channel or a model may be there the next time', async () => {
    const heddle = await start();
    const body = { model: 'not-there', messages };
    expect((await heddle.post(chat, body, once('n'))).status).toBe(404);
    const again = await heddle.post(chat, body, once('n'));
    expect([again.status, replayed(again)]).toEqual([404, null]);
  });

  it('and to its end, when the client leaves in the middle: it comes back for the answer', async () => {
    const held = heldBack((response) => {
      for (const piece of pieces.slice(1)) response.write(piece);
      response.end();
    });
    const scripted = await upstream(async (response, request) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(pieces[0]);
      await held.script(response, request);
    });
    const heddle = await start(channelTo(scripted.url));
    const ask = (signal?: AbortSignal) =>
      heddle.post(chat, { ...question, stream: true }, { ...once('l'), ...(signal && { signal }) });
    await leaveAfterFirstBytes(await ask());
    held.answer();
    const again = await ask();
    expect(await again.text()).toContain('[DONE]');
    expect(replayed(again)).toBe('true');
    expect(scripted.received).toHaveLength(1);
    expect(heddle.records[0]).toMatchObject({ endedBy: 'completed', inputTokens: 11, outputTokens: 3 });
    expect(heddle.gateway.shares.heldBytes).toBe(0);
  });

  it('and not at all where its key is none, or where nobody can keep it', async () => {
    const broken: MountedGateway = await start({
      channels: [{ provider: 'simulator', models: { simulator: 'simulator' } }],
      idempotency: {
        claim: () => Promise.reject(new Error('away')),
        keep: async () => {},
        release: async () => {},
        close: async () => {},
      },
    });
    const body = { model: 'simulator', messages };
    const away = await broken.post(chat, body, once('x'));
    expect([away.status, away.headers.get('retry-after')]).toEqual([503, '1']);
    expect((await broken.post(chat, body)).status).toBe(200);
    expect((await broken.post(chat, body, once('x'.repeat(256)))).status).toBe(400);
  });

  it('and lets an answer that is too long pass, but never a second time', async () => {
    const long = {
      ...openAiAnswer,
      choices: [{ ...openAiAnswer.choices[0], logprobs: 'x'.repeat(4 * 1024 * 1024) }],
    };
    const scripted = await upstream(json(200, long));
    const heddle = await start({
      ...channelTo(scripted.url),
      settings: { maxWholeAnswerBytes: 8 * 1024 * 1024, maxAnswerBytes: 8 * 1024 * 1024 },
    });
    const first = await heddle.post(chat, question, once('long'));
    expect((await first.text()).length).toBeGreaterThan(4 * 1024 * 1024);
    const again = await heddle.post(chat, question, once('long'));
    expect(again.status).toBe(409);
    expect(await again.text()).toContain('too long to be kept');
    expect(scripted.received).toHaveLength(1);
  });
});

async function leaveAfterFirstBytes(response: Response): Promise<void> {
  const reader = response.body?.getReader();
  await reader?.read();
  await reader?.cancel();
}
