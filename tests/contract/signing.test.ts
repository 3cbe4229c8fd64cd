import { createHash, createHmac, randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { MemoryNonces } from '../../server/store/nonces/memory-nonces.ts';
import { apiKey } from './support/gateway-under-test.ts';
import { messages, onEveryMount, questions, simulator } from './support/on-every-mount.ts';

const secret = 'hds_contract-test-secret';
const signing = { ...simulator, key: { signing: { secret: Buffer.from(secret) } } };
const chat = '/v1/chat/completions';
const question = JSON.stringify({ model: 'simulator', messages });

interface Signed {
  method?: string;
  target?: string;
  body?: string | Uint8Array;
  secret?: string;
  timestamp?: number;
  nonce?: string;
}

function signatureOf(signed: Signed): Record<string, string> {
  const { method = 'POST', target = chat, body = question, nonce = randomUUID() } = signed;
  const timestamp = String(signed.timestamp ?? Math.floor(Date.now() / 1000));
  const bodyHash = createHash('sha256').update(body).digest('hex');
  const text = ['v1', method, target, timestamp, nonce, bodyHash].join('\n');
  const mac = createHmac('sha256', signed.secret ?? secret)
    .update(text)
    .digest('hex');
  return {
    'x-heddle-timestamp': timestamp,
    'x-heddle-nonce': nonce,
    'x-heddle-signature': `v1=${mac}`,
  };
}

onEveryMount('takes signed requests of a key that asks for signatures', ({ start }) => {
  it.each(questions)('and no others, in the format of $format', async ({ path, body }) => {
    const heddle = await start(signing);
    const text = JSON.stringify(body);
    const bare = await heddle.post(path, text);
    expect(bare.status).toBe(401);
    expect(await bare.text()).toContain('takes signed requests only, and there is no x-heddle-timestamp');
    const signed = await heddle.post(path, text, { headers: signatureOf({ target: path, body: text }) });
    expect(signed.status).toBe(200);
    expect(heddle.records.map(({ errorCode }) => errorCode)).toEqual(['invalid_signature', null]);
    expect(heddle.logLines.join('')).not.toContain(secret);
  });

  it.each<[string, Signed, string]>([
    ['with another secret', { secret: 'hds_guessed' }, chat],
    ['of another body', { body: question.replace('simulator', 'other') }, chat],
    ['of another path', { target: '/v1/messages' }, chat],
    ['of another query', { target: `${chat}?a=1` }, `${chat}?a=2`],
    ['of another method', { method: 'GET' }, chat],
  ])('and none that was signed %s', async (_how, signed, path) => {
    const heddle = await start(signing);
    const response = await heddle.post(path, question, { headers: signatureOf(signed) });
    expect(response.status).toBe(401);
    expect(await response.text()).toContain('is not that of this method, path');
  });

  it('once: sent again, they are refused, and so is their nonce in another', async () => {
    const heddle = await start(signing);
    const nonce = randomUUID();
    const headers = signatureOf({ nonce });
    expect((await heddle.post(chat, question, { headers })).status).toBe(200);
    for (const again of [headers, signatureOf({ nonce, timestamp: Math.floor(Date.now() / 1000) })]) {
      const replayed = await heddle.post(chat, question, { headers: again });
      expect(replayed.status).toBe(401);
      expect(await replayed.text()).toContain('The nonce was used before');
    }
    expect(heddle.records.filter(({ errorCode }) => errorCode === null)).toHaveLength(1);
  });

  it.each([
    ['five minutes', 290, 200],
    ['more than five minutes', 310, 401],
  ])('of up to five minutes ago, or ahead (%s)', async (_what, seconds, status) => {
    const heddle = await start(signing);
    for (const drift of [-seconds, seconds]) {
      const timestamp = Math.floor(Date.now() / 1000) + drift;
      expect((await heddle.post(chat, question, { headers: signatureOf({ timestamp }) })).status).toBe(
        status,
      );
    }
  });

  it.each([
    ['x-heddle-timestamp', '17e8'],
    ['x-heddle-timestamp', `${Date.now()}`],
    ['x-heddle-nonce', 'short'],
    ['x-heddle-nonce', 'x'.repeat(65)],
    ['x-heddle-signature', 'v1=00'],
    ['x-heddle-signature', 'v2=00'],
  ])('and says what is wrong with a %s of %s', async (name, value) => {
    const heddle = await start(signing);
    const response = await heddle.post(chat, question, { headers: { ...signatureOf({}), [name]: value } });
    expect(response.status).toBe(401);
    expect(await response.text()).toContain(name);
  });

  it('as they were sent: with a query, compressed, or without a body', async () => {
    const heddle = await start(signing);
    const target = `${chat}?api-version=2&x=%20y`;
    expect((await heddle.post(target, question, { headers: signatureOf({ target }) })).status).toBe(200);
    const body = new Uint8Array(gzipSync(question));
    const headers = { ...signatureOf({ body }), 'content-encoding': 'gzip' };
    expect((await heddle.post(chat, body, { headers })).status).toBe(200);
    const list = { method: 'GET', target: '/v1/models', body: '' };
    const bearer = { authorization: `Bearer ${apiKey}` };
    expect((await heddle.request('/v1/models', { headers: bearer })).status).toBe(401);
    const listed = await heddle.request('/v1/models', { headers: { ...bearer, ...signatureOf(list) } });
    expect(listed.status).toBe(200);
  });

  it('and remembers nothing of those that are not genuine', async () => {
    const heddle = await start({ ...signing, nonces: new MemoryNonces({ mostPerKey: 1 }) });
    for (let forged = 0; forged < 3; forged++) {
      await heddle.post(chat, question, { headers: signatureOf({ secret: 'hds_guessed' }) });
    }
    const ask = () => heddle.post(chat, question, { headers: signatureOf({}) });
    expect((await ask()).status).toBe(200);
    const beyond = await ask();
    expect([beyond.status, beyond.headers.get('retry-after')]).toEqual([429, '60']);
  });

  it('and none while nobody can tell whether they came before, or the secret does not open', async () => {
    const away = { claim: () => Promise.reject(new Error('away')), close: () => undefined };
    const forgetful = await start({ ...signing, nonces: away });
    const sealed = await start({ ...simulator, key: { signing: { secret: null } } });
    for (const heddle of [forgetful, sealed]) {
      expect((await heddle.post(chat, question, { headers: signatureOf({}) })).status).toBe(503);
    }
  });
});
