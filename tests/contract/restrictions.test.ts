import { expect, it } from 'vitest';
import { AddressList } from '../../server/platform/network/address-list.ts';
import { apiKey } from './support/gateway-under-test.ts';
import type { MountedGateway } from './support/on-every-mount.ts';
import { messages, onEveryMount, questions, simulator } from './support/on-every-mount.ts';

/** Both mounts see it: one as the peer behind a trusted proxy, the other as the listener in front wrote it. */
const from = (address: string) => ({ headers: { 'x-forwarded-for': address } });
const bearer = { authorization: `Bearer ${apiKey}` };
const behindProxy = { trustProxy: true };
const everyQuestion = (heddle: MountedGateway, init?: RequestInit) =>
  Promise.all(questions.map(({ path, body }) => heddle.post(path, body, init)));

onEveryMount('holds a key to what it may do', ({ start }) => {
  it('lets it call models by name or by pattern, and lists no others', async () => {
    const heddle = await start({
      channels: [
        {
          provider: 'simulator',
          models: {
            'gpt-4o': 'simulator',
            'gpt-4o-mini': 'simulator',
            'gpt-5': 'simulator',
            own: 'simulator',
          },
        },
      ],
      key: { models: ['gpt-4o*', 'own'] },
    });
    const statusOf = async (model: string) =>
      (await heddle.post('/v1/chat/completions', { model, messages })).status;
    expect(await statusOf('gpt-4o')).toBe(200);
    expect(await statusOf('gpt-4o-mini')).toBe(200);
    expect(await statusOf('own')).toBe(200);
    expect(await statusOf('gpt-5')).toBe(403);
    expect(await statusOf('GPT-4O')).toBe(403);
    // Whether there is such a model is not told to a key that may not use it.
    expect(await statusOf('no-such-model')).toBe(403);
    expect(heddle.records.map(({ errorCode }) => errorCode)).toEqual([
      null,
      null,
      null,
      'model_not_allowed',
      'model_not_allowed',
      'model_not_allowed',
    ]);
    const listed = await heddle.request('/v1/models', { headers: bearer });
    const { data } = (await listed.json()) as { data: { id: string }[] };
    expect(data.map(({ id }) => id)).toEqual(['gpt-4o', 'gpt-4o-mini', 'own']);
    expect((await heddle.request('/v1/models/gpt-5', { headers: bearer })).status).toBe(404);
  });

  it('lets it be used from its networks alone, and says so in each format', async () => {
    const heddle = await start({
      ...simulator,
      settings: behindProxy,
      key: { addresses: new AddressList(['192.0.2.0/24', '2001:db8::/64']) },
    });
    for (const address of ['192.0.2.9', '::ffff:192.0.2.9', '2001:db8::9']) {
      expect((await everyQuestion(heddle, from(address))).map(({ status }) => status)).toEqual([
        200, 200, 200,
      ]);
    }
    for (const address of ['198.51.100.1', '2001:db8:0:1::9', 'nonsense']) {
      for (const refused of await everyQuestion(heddle, from(address))) {
        expect(refused.status).toBe(403);
        expect(await refused.text()).toContain('may not be used from');
      }
    }
    // What a client says of itself, in front of what the proxy saw, is not believed.
    const forged = await heddle.post(
      '/v1/chat/completions',
      { model: 'simulator', messages },
      from('192.0.2.9, 198.51.100.1'),
    );
    expect(forged.status).toBe(403);
    expect(heddle.records.filter(({ errorCode }) => errorCode === 'address_not_allowed')).toHaveLength(10);
  });

  it('lets it use its kinds of endpoints alone', async () => {
    const heddle = await start({ ...simulator, key: { endpoints: new Set(['messages', 'count-tokens']) } });
    expect((await everyQuestion(heddle)).map(({ status }) => status)).toEqual([403, 200, 403]);
    const counted = await heddle.post('/v1/messages/count_tokens', { model: 'simulator', messages });
    expect(counted.status).toBe(200);
    const listed = await heddle.request('/v1/models', { headers: bearer });
    expect(listed.status).toBe(403);
    expect(await listed.text()).toContain('only: messages, count-tokens');
    expect(heddle.records.map(({ errorCode }) => errorCode).filter(Boolean)).toEqual([
      'endpoint_not_allowed',
      'endpoint_not_allowed',
    ]);
  });

  it('puts its tags into every record, beside the request’s own, each once', async () => {
    const heddle = await start({ ...simulator, key: { tags: ['team:search', 'ci'], models: ['simulator'] } });
    const ask = (model: string, tags?: string) =>
      heddle.post(
        '/v1/chat/completions',
        { model, messages },
        tags === undefined ? {} : { headers: { 'x-heddle-tags': tags } },
      );
    await ask('simulator');
    await ask('simulator', 'ci, checkout');
    await ask('refused');
    await ask('simulator', 'not a tag');
    expect(heddle.records.map(({ tags }) => tags)).toEqual([
      ['team:search', 'ci'],
      ['team:search', 'ci', 'checkout'],
      ['team:search', 'ci'],
      ['team:search', 'ci'],
    ]);
  });
});
