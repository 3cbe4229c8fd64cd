import { describe, expect, it } from 'vitest';
import { KeyLookup } from '../../../../server/store/configuration/key-lookup.ts';
import type { GatewayKey } from '../../../../server/store/configuration.ts';
import { gatewayKey } from '../../../support/gateway-key.ts';

const turn = () => new Promise((resolve) => setImmediate(resolve));

function keyOf(id: string): GatewayKey {
  return gatewayKey({ id });
}

/** Look-ups whose queries the test answers: every hash that begins with `key` exists. */
function scripted() {
  const queries: { hashes: readonly string[]; answer(): void; fail(): void }[] = [];
  const lookup = new KeyLookup(
    (hashes) =>
      new Promise((resolve, reject) => {
        const found = new Map(hashes.filter((hash) => hash.startsWith('key')).map((id) => [id, keyOf(id)]));
        queries.push({ hashes, answer: () => resolve(found), fail: () => reject(new Error('away')) });
      }),
  );
  const flood = (count: number, name = 'none') =>
    Array.from({ length: count }, (_, index) => lookup.find(`${name} ${index}`, 'strangers'));
  return { lookup, queries, flood };
}

describe('looking up keys', () => {
  it('makes one query of what came together', async () => {
    const { lookup, queries } = scripted();
    const found = Promise.all([lookup.find('key a', 'known'), lookup.find('none', 'strangers')]);
    await turn();
    expect(queries.map(({ hashes }) => hashes)).toEqual([['key a', 'none']]);
    queries[0]?.answer();
    expect(await found).toEqual([keyOf('key a'), null]);
  });

  it('finds a valid key among seven hundred unknown ones, in two queries', async () => {
    const { lookup, queries, flood } = scripted();
    const unknown = flood(700);
    const valid = lookup.find('key a', 'strangers');
    await turn();
    expect(queries).toHaveLength(2);
    for (const query of queries) query.answer();
    expect(await valid).toEqual(keyOf('key a'));
    expect(new Set(await Promise.all(unknown))).toEqual(new Set([null]));
    expect(queries).toHaveLength(2);
  });

  it('lets those who showed a valid key go first, and the rest not wait forever', async () => {
    const { lookup, queries, flood } = scripted();
    void flood(5_000);
    await turn();
    const known = Array.from({ length: 450 }, (_, index) => lookup.find(`key ${index}`, 'known'));
    queries[0]?.answer();
    await turn();
    const next = queries[2]?.hashes ?? [];
    expect(next.filter((hash) => hash.startsWith('key'))).toHaveLength(400);
    expect(next.filter((hash) => hash.startsWith('none'))).toHaveLength(100);
    queries[2]?.answer();
    expect(await known[0]).toEqual(keyOf('key 0'));
  });

  it('refuses strangers beyond a bound, and nobody else', async () => {
    const { lookup, queries, flood } = scripted();
    const waiting = flood(10_000);
    await expect(lookup.find('key a', 'strangers')).rejects.toMatchObject({ code: 'unavailable' });
    const known = lookup.find('key b', 'known');
    await turn();
    queries[0]?.answer();
    expect(await known).toEqual(keyOf('key b'));
    expect(waiting).toHaveLength(10_000);
  });

  it('fails those of a query that failed, and goes on', async () => {
    const { lookup, queries } = scripted();
    const failed = lookup.find('key a', 'known');
    await turn();
    queries[0]?.fail();
    await expect(failed).rejects.toThrow('away');
    const found = lookup.find('key a', 'known');
    await turn();
    queries[1]?.answer();
    expect(await found).toEqual(keyOf('key a'));
  });
});
