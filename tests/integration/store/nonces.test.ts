import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeLogger } from '../../../server/platform/logger.ts';
import { MemoryNonces } from '../../../server/store/nonces/memory-nonces.ts';
import { SharedNonces } from '../../../server/store/nonces/shared-nonces.ts';
import type { NonceClaim, Nonces } from '../../../server/store/nonces.ts';
import { RedisScriptStore } from '../../../server/store/redis/redis-script-store.ts';
import { UpstashScriptStore } from '../../../server/store/redis/upstash-script-store.ts';
import { findRedis, type TestRedis } from '../../support/redis.ts';
import { openUpstashBridge, type UpstashBridge } from '../../support/upstash-bridge.ts';

const logger = makeLogger('error', { write: () => {} });
const redis = findRedis();
let server: TestRedis;
let bridge: UpstashBridge;
const opened: Nonces[] = [];
beforeAll(async () => {
  if (!redis.available) return;
  server = await redis.start();
  bridge = await openUpstashBridge(server.url);
});
afterAll(async () => {
  for (const nonces of opened) nonces.close();
  await bridge?.close();
  await server?.close();
});

const stores: [string, boolean, (mostPerKey: number) => Nonces][] = [
  ['memory', true, (mostPerKey) => new MemoryNonces({ mostPerKey })],
  [
    'Redis',
    redis.available,
    (mostPerKey) => inRedis(() => new RedisScriptStore(server.url, logger), mostPerKey),
  ],
  [
    'Upstash',
    redis.available,
    (mostPerKey) =>
      inRedis(() => new UpstashScriptStore({ url: bridge.url, token: bridge.token }), mostPerKey),
  ],
];

function inRedis(openScripts: () => RedisScriptStore | UpstashScriptStore, mostPerKey: number): Nonces {
  const nonces = new SharedNonces({ scripts: openScripts(), timeoutMs: 5_000, mostPerKey });
  opened.push(nonces);
  return nonces;
}

let keys = 0;
const claimsOf = (apiKeyId = `key-${++keys}`) => {
  return (nonce: string, inSeconds = 300): NonceClaim => ({
    tenantId: 'tenant',
    apiKeyId,
    nonce,
    untilMs: Date.now() + inSeconds * 1_000,
  });
};

describe.each(stores)('nonces in %s', (name, available, open) => {
  if (!available) console.warn(`There is no redis-server on this machine: nonces in ${name} are not tested.`);

  it.skipIf(!available)('are taken once each, of a hundred that come at once', async () => {
    const nonces = open(1_000);
    const claim = claimsOf()('same');
    const outcomes = await Promise.all(Array.from({ length: 100 }, () => nonces.claim(claim)));
    expect(outcomes.filter((outcome) => outcome === 'first')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'used')).toHaveLength(99);
    expect(await nonces.claim(claimsOf()('same'))).toBe('first');
  });

  it.skipIf(!available)(
    'are no more of one key than there is room for, and none is forgotten for a new one',
    async () => {
      const nonces = open(3);
      const claim = claimsOf();
      // In different minutes.
      for (const [nonce, seconds] of [
        ['a', 60],
        ['b', 300],
        ['c', 599],
      ] as const) {
        expect(await nonces.claim(claim(nonce, seconds))).toBe('first');
      }
      expect(await nonces.claim(claim('d', 300))).toBe('full');
      for (const [nonce, seconds] of [
        ['a', 60],
        ['b', 300],
        ['c', 599],
      ] as const) {
        expect(await nonces.claim(claim(nonce, seconds))).toBe('used');
      }
      expect(await nonces.claim(claimsOf()('d'))).toBe('first');
    },
  );
});

describe('nonces in memory', () => {
  it('make room once their requests would be refused anyway, and not before', () => {
    let now = Date.now();
    const nonces = new MemoryNonces({ now: () => now, mostPerKey: 1 });
    const claim = { tenantId: 't', apiKeyId: 'k', nonce: 'a', untilMs: now + 300_000 };
    expect(nonces.claim(claim)).toBe('first');
    now += 299_000;
    expect(nonces.claim(claim)).toBe('used');
    now += 62_000;
    expect(nonces.claim({ ...claim, nonce: 'b', untilMs: now + 300_000 })).toBe('first');
  });

  it('leave other tenants room whatever one of them sends', () => {
    const nonces = new MemoryNonces({ mostPerKey: 10, mostPerTenant: 15, most: 20 });
    const claim = (tenantId: string, apiKeyId: string, nonce: number) =>
      nonces.claim({ tenantId, apiKeyId, nonce: `n${nonce}`, untilMs: Date.now() + 300_000 });
    const taken = (tenantId: string, apiKeyId: string) =>
      Array.from({ length: 20 }, (_, nonce) => claim(tenantId, apiKeyId, nonce)).filter(
        (outcome) => outcome === 'first',
      ).length;
    expect([taken('a', 'a1'), taken('a', 'a2'), taken('b', 'b1')]).toEqual([10, 5, 5]);
  });
});

describe.skipIf(!redis.available)('nonces in Redis', () => {
  it('are told to be unknown, soon, while Redis is away', async () => {
    const gone = await redis.start();
    const nonces = new SharedNonces({
      scripts: new RedisScriptStore(gone.url, logger),
      timeoutMs: 250,
    });
    opened.push(nonces);
    await expect.poll(async () => nonces.claim(claimsOf()('a')), { timeout: 10_000 }).toBe('first');
    await gone.close();
    await expect(nonces.claim(claimsOf()('b'))).rejects.toThrow();
  });
});
