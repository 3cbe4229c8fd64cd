import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { apiKey } from './support/gateway-under-test.ts';
import { messages, onEveryMount } from './support/on-every-mount.ts';
import { anthropicAnswer, json } from './support/scripted-upstream.ts';

onEveryMount('refuses with a clear error', ({ start, upstream }) => {
  it.each([
    ['OpenAI', '/v1/nothing', 'error.type', 404],
    ['Anthropic', '/v1/messages/nothing', 'type', 404],
    ['Gemini', '/v1beta/nothing', 'error.status', 404],
  ])('a path that is none, as %s would', async (_vendor, path, member, status) => {
    const heddle = await start();
    const response = await heddle.post(path, {});
    expect(response.status).toBe(status);
    expect(await response.json()).toHaveProperty(member);
  });

  it.each([
    ['/v1/chat/completions', 'GET', 'POST, OPTIONS'],
    ['/v1/models/llama3:8b', 'DELETE', 'GET, HEAD, OPTIONS'],
    ['/v1beta/models/gemini-2.5-flash:generateContent', 'PUT', 'POST, OPTIONS'],
  ])(
    'a method that %s does not take, naming those it does, as OPTIONS has them',
    async (path, method, allow) => {
      const heddle = await start();
      const refused = await heddle.request(path, { method });
      expect([refused.status, refused.headers.get('allow')]).toEqual([405, allow]);
      const described = await heddle.request(path, { method: 'OPTIONS' });
      expect([described.status, described.headers.get('allow')]).toEqual([204, allow]);
    },
  );

  it('an unknown verb on a model, naming the verbs there are', async () => {
    const heddle = await start();
    const response = await heddle.post('/v1beta/models/gemini-2.5-flash:embedContent', {});
    expect(response.status).toBe(404);
    const { error } = (await response.json()) as { error: { message: string; status: string } };
    expect(error.status).toBe('NOT_FOUND');
    expect(error.message).toBe(
      'There is no :embedContent of a model; expected one of :generateContent, :streamGenerateContent, :countTokens.',
    );
  });

  it.each([
    ['/v1/nothing', 'POST', 404, 'unknown'],
    ['/v1/embeddings', 'POST', 404, 'unknown'],
    ['/v1beta/models/gemini-2.5-flash:embedContent', 'POST', 404, 'unknown'],
    ['/v1/messages', 'DELETE', 405, '/v1/messages'],
  ])('%s by %s, and leaves a record of it', async (path, method, status, endpoint) => {
    const heddle = await start();
    const headers = { authorization: `Bearer ${apiKey}` };
    expect((await heddle.request(path, { method, headers })).status).toBe(status);
    const errorCode = status === 404 ? 'not_found' : 'method_not_allowed';
    expect(heddle.records).toMatchObject([{ endpoint, errorCode, httpStatus: status, attempts: [] }]);
  });

  it('a path that is none without a record where the key is none either, and says so of the path', async () => {
    const heddle = await start();
    for (const headers of [{ authorization: 'Bearer hdl_nobodys-key-0000000000' }, { authorization: '' }]) {
      expect((await heddle.post('/v1/nothing', {}, { headers })).status).toBe(404);
    }
    expect(heddle.records).toEqual([]);
  });

  it.each([
    ['that is not JSON', '{"model": "simulator", ', 400],
    ['that is empty', '', 400],
    ['that is no object', '[1, 2]', 400],
    ['nested too deep', `{"model":"simulator","messages":${'['.repeat(100_000)}${']'.repeat(100_000)}}`, 400],
    ['that is not UTF-8', new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]), 400],
    ['that is too large', JSON.stringify({ model: 'simulator', messages, pad: 'x'.repeat(1_100_000) }), 413],
    ['without a model', JSON.stringify({ messages }), 400],
    ['for a model nobody serves', JSON.stringify({ model: 'nobody', messages }), 404],
  ])('a body %s', async (_what, body, status) => {
    const heddle = await start();
    for (const path of ['/v1/chat/completions', '/v1/messages']) {
      const response = await heddle.post(path, body);
      expect(response.status).toBe(status);
      const { error } = (await response.json()) as { error: { message: string } };
      expect(error.message.length).toBeGreaterThan(10);
    }
  });

  it('a body of another type, and takes a compressed one', async () => {
    const heddle = await start();
    const form = await heddle.post('/v1/chat/completions', 'a=b', {
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(form.status).toBe(415);
    const gzipped = gzipSync(JSON.stringify({ model: 'simulator', messages }));
    const good = await heddle.post('/v1/chat/completions', gzipped, {
      headers: { 'content-encoding': 'gzip' },
    });
    expect(good.status).toBe(200);
    const bomb = await heddle.post('/v1/chat/completions', gzipSync(Buffer.alloc(50_000_000, ' ')), {
      headers: { 'content-encoding': 'gzip' },
    });
    expect(bomb.status).toBe(413);
    const unknown = await heddle.post('/v1/chat/completions', '{}', {
      headers: { 'content-encoding': 'lzma' },
    });
    expect(unknown.status).toBe(415);
  });

  it('what the target cannot express, in strict mode; otherwise it names what was dropped', async () => {
    const target = await upstream(json(200, anthropicAnswer));
    const heddle = await start({
      channels: [{ provider: 'anthropic', baseUrl: target.url, models: { claude: 'claude' } }],
    });
    const body = { model: 'claude', messages, logprobs: true, seed: 7 };
    const lenient = await heddle.post('/v1/chat/completions', body);
    expect(lenient.status).toBe(200);
    const dropped = lenient.headers.get('x-heddle-dropped')?.split(', ');
    expect(dropped).toEqual(expect.arrayContaining(['logprobs', 'seed']));
    expect(heddle.records[0]?.losses).toEqual(dropped);
    const strict = await heddle.post('/v1/chat/completions', body, {
      headers: { 'x-heddle-strict': 'true' },
    });
    expect(strict.status).toBe(400);
    expect(((await strict.json()) as { error: { message: string } }).error.message).toContain('logprobs');
    expect(target.received).toHaveLength(1);
  });
});
