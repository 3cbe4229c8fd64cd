import { afterEach, describe, expect, it } from 'vitest';
import { apiKey, gatewayUnderTest } from '../../contract/support/gateway-under-test.ts';
import { anthropicAnswer, json, scriptedUpstream } from '../../contract/support/scripted-upstream.ts';

const secret = 'my-client-chose-this';
const unknown = Object.fromEntries(
  Array.from({ length: 20_000 }, (_, index) => [`${secret}-${index}`, index]),
);

describe('twenty thousand members that no format knows', () => {
  const opened: (() => Promise<void>)[] = [];

  afterEach(async () => {
    for (const close of opened.splice(0)) await close();
  });

  async function ask(strict: string | undefined) {
    const upstream = await scriptedUpstream(json(200, anthropicAnswer));
    const under = gatewayUnderTest({
      channels: [{ provider: 'anthropic', baseUrl: upstream.url, models: { m: 'm' } }],
    });
    opened.push(upstream.close, () => under.gateway.close(100));
    const body = { model: 'm', messages: [{ role: 'user', content: 'hi' }], seed: 7, ...unknown };
    const answer = await under.gateway.serve({
      method: 'POST',
      path: '/v1/chat/completions',
      query: '',
      clientAddress: '203.0.113.7',
      headers: { authorization: `Bearer ${apiKey}`, 'x-heddle-strict': strict },
      readBody: async () => Buffer.from(JSON.stringify(body)),
      signal: new AbortController().signal,
    });
    return { ...answer, text: String(answer.body), records: under.records };
  }

  it('are counted in the header and in the record, and named in neither', async () => {
    const { status, headers, records } = await ask(undefined);
    expect([status, headers['x-heddle-dropped']]).toEqual([200, 'unknown_members=20000, seed']);
    expect(records).toMatchObject([{ losses: ['unknown_members=20000', 'seed'] }]);
  });

  it('are counted in the refusal of strict mode, and not quoted', async () => {
    const { status, headers, text, records } = await ask('true');
    expect([status, headers['x-heddle-dropped']]).toEqual([400, 'unknown_members=20000, seed']);
    expect(text).toContain('cannot express unknown_members, seed');
    expect(text).not.toContain(secret);
    expect(records).toMatchObject([{ httpStatus: 400, losses: ['unknown_members=20000', 'seed'] }]);
  });
});
