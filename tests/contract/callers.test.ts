import { expect, it } from 'vitest';
import { endlessBody } from './support/endless-body.ts';
import { apiKey } from './support/gateway-under-test.ts';
import { messages, onEveryMount, questions, requestIdPattern, simulator } from './support/on-every-mount.ts';

onEveryMount('knows its callers', ({ start }) => {
  it.each([
    ['Authorization: Bearer', { authorization: `Bearer ${apiKey}` }, ''],
    ['x-api-key', { 'x-api-key': apiKey }, ''],
    ['x-goog-api-key', { 'x-goog-api-key': apiKey }, ''],
    ['?key=', {}, `?key=${apiKey}`],
  ])('by the key in %s', async (_place, headers, query) => {
    const heddle = await start();
    const response = await heddle.request(`/v1/chat/completions${query}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ model: 'simulator', messages }),
    });
    expect(response.status).toBe(200);
    expect(heddle.logLines.join('')).not.toContain(apiKey);
  });

  it.each(questions)(
    'and refuses others in the format of $format, without a record',
    async ({ path, body }) => {
      const heddle = await start();
      const wrong = await heddle.post(path, body, { headers: { authorization: 'Bearer hdl_wrong' } });
      expect(wrong.status).toBe(401);
      expect(wrong.headers.get('x-heddle-request-id')).toMatch(requestIdPattern);
      expect(await wrong.json()).toHaveProperty('error');
      const none = await heddle.request(path, { method: 'POST', body: JSON.stringify(body) });
      expect(none.status).toBe(401);
      expect(heddle.records).toEqual([]);
    },
  );

  it.each([
    ['without a key', {}],
    ['with a key nobody made', { authorization: 'Bearer hdl_guessed' }],
  ])('and refuses somebody %s at once, whose body never ends', async (_who, headers) => {
    const heddle = await start();
    const body = endlessBody();
    const response = await heddle.request('/v1/chat/completions', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      ...body.init,
    });
    expect(response.status).toBe(401);
    expect(await response.json()).toHaveProperty('error');
    expect(body.sent()).toBeLessThan(256 * 1024);
    expect(heddle.records).toEqual([]);
  });

  it.each([
    ['expired', { expiresAtMs: Date.now() - 1 }, 401],
    ['revoked', { revokedAtMs: Date.now() - 1 }, 401],
    ['limited to other models', { models: ['another'] }, 403],
  ])('and refuses a key that is %s', async (_state, key, status) => {
    const heddle = await start({ ...simulator, key });
    expect((await heddle.post('/v1/chat/completions', { model: 'simulator', messages })).status).toBe(status);
  });
});
