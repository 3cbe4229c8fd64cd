import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createLogger } from '../../../server/platform/logger.ts';
import { openAdmission } from '../../../server/store/admission/open-admission.ts';
import { SharedAdmission } from '../../../server/store/admission/shared/shared-admission.ts';
import { AdmissionAway, type Meter } from '../../../server/store/admission.ts';
import { RedisScriptStore } from '../../../server/store/redis/redis-script-store.ts';
import { type HeldProxy, openHeldProxy } from '../../support/held-proxy.ts';
import { findRedis } from '../../support/redis.ts';
import { budget, concurrency, window } from '../../unit/store/admission/meters.ts';

const logger = createLogger('admission');
const finder = findRedis();
const server = finder.available ? await finder.start() : null;
const LONG_MS = 15_000;
const TIMEOUT_MS = 250;
/** No test is about how busy the machine is. */
const SOON_MS = 3_000;

afterAll(() => server?.close());

describe('without the store it was told of', () => {
  it('says so soon, then at once, and counts limits in this process', async () => {
    const opened = openAdmission({
      redisUrl: 'redis://127.0.0.1:1',
      upstash: undefined,
      timeoutMs: 100,
      logger,
    });
    const ask = () => ({ tenantId: 't', id: randomUUID(), meters: [window('w', 1)] });
    const startedAtMs = performance.now();
    for (let attempt = 0; attempt < 20; attempt++) {
      await expect(opened.admission.take(ask())).rejects.toBeInstanceOf(AdmissionAway);
    }
    // The first ones find out; the others do not wait for what is known to be away.
    expect(performance.now() - startedAtMs).toBeLessThan(20 * 100);
    expect(opened.state()).toBe('away');
    expect(opened.local.take(ask())).toMatchObject({ outcome: 'admitted' });
    expect(opened.local.take(ask())).toMatchObject({ outcome: 'refused' });
    await opened.close();
  });

  it('is never away where all is counted in this process', async () => {
    const opened = openAdmission({ redisUrl: undefined, upstash: undefined, timeoutMs: 250, logger });
    expect([opened.state(), opened.local === opened.admission]).toEqual(['memory', true]);
    await opened.close();
  });
});

describe.skipIf(!server)('while Redis is frozen, or cut off (needs redis-server)', () => {
  let proxy: HeldProxy;
  let admission: SharedAdmission;
  /** Sees what there is in the store, past the proxy. */
  let witness: SharedAdmission;
  let tenantId: string;

  beforeEach(async () => {
    tenantId = randomUUID();
    const url = server?.url ?? '';
    proxy = await openHeldProxy(Number(new URL(url).port));
    admission = new SharedAdmission({
      scripts: new RedisScriptStore(`redis://127.0.0.1:${proxy.port}`, logger),
      logger,
      timeoutMs: TIMEOUT_MS,
      beatMs: 100,
    });
    witness = new SharedAdmission({ scripts: new RedisScriptStore(url, logger), logger, timeoutMs: LONG_MS });
    await witness.seed(tenantId, 'm', 0);
    // Until it is connected.
    await eventually(async () => expect((await take()).outcome).toBe('admitted'));
  });
  afterEach(async () => {
    proxy.release();
    await Promise.all([admission.close(), witness.close()]);
    await proxy.close();
  });

  const eventually = (check: () => Promise<void>) => vi.waitFor(check, { timeout: LONG_MS, interval: 20 });
  const stands = async () => await witness.read(tenantId, [budget('m', 1_000, 0), concurrency('c', 50)]);
  async function take(...meters: Meter[]) {
    const ask = { tenantId, id: randomUUID(), meters };
    const { outcome } = await admission.take(ask);
    return { outcome, settle: async (...actual: number[]) => admission.settle({ ...ask, actual }) };
  }
  /** However busy the machine is: what was not answered in time holds nothing. */
  async function admitted(...meters: Meter[]) {
    for (;;) {
      const taken = await take(...meters).catch(() => null);
      if (taken !== null) return taken;
    }
  }
  async function goAway(): Promise<void> {
    while (!admission.isAway) await take().catch(() => undefined);
  }
  const comeBack = () => eventually(async () => expect(admission.isAway).toBe(false));

  it.each(['hold', 'cut'] as const)('nobody waits for long (%s)', async (fault) => {
    proxy[fault]();
    const startedAtMs = performance.now();
    await expect(take(window('w', 5))).rejects.toBeInstanceOf(AdmissionAway);
    expect(performance.now() - startedAtMs).toBeLessThan(SOON_MS);
    await goAway();
    const awayAtMs = performance.now();
    for (let attempt = 0; attempt < 100; attempt++) {
      await expect(take(window('w', 5))).rejects.toBeInstanceOf(AdmissionAway);
    }
    expect(performance.now() - awayAtMs).toBeLessThan(100 * TIMEOUT_MS);
    proxy.release();
    await comeBack();
    expect((await admitted(window('v', 5))).outcome).toBe('admitted');
  });

  it('a connection that is dead, though nobody closed it, is given up', async () => {
    proxy.strand();
    await goAway();
    await comeBack();
    expect((await admitted(window('w', 5))).outcome).toBe('admitted');
  });

  it('what was taken when nobody waited any more is given back', async () => {
    proxy.hold();
    const meters = [concurrency('c', 50), budget('m', 1_000, 10)];
    const taken = await Promise.allSettled(Array.from({ length: 5 }, () => take(...meters)));
    expect(taken.map(({ status }) => status)).toEqual(Array(5).fill('rejected'));
    proxy.release();
    await comeBack();
    await eventually(async () =>
      expect(await stands()).toMatchObject([{ spent: 0, reserved: 0 }, { remaining: 50 }]),
    );
  });

  it.each(['hold', 'cut'] as const)('what settles meanwhile is brought in, once (%s)', async (fault) => {
    const meters = [concurrency('c', 50), budget('m', 1_000, 10)];
    const requests = await Promise.all(Array.from({ length: 8 }, () => admitted(...meters)));
    proxy[fault]();
    // Some are sent, and nobody knows whether they arrived; the others wait here.
    await Promise.all(requests.slice(0, 4).map(({ settle }) => settle(1, 7)));
    await goAway();
    await Promise.all(requests.slice(4).map(({ settle }) => settle(1, 7)));
    await admission.charge(tenantId, 'm', 44);
    proxy.release();
    await comeBack();
    await eventually(async () =>
      expect(await stands()).toMatchObject([{ spent: 100, reserved: 0 }, { remaining: 50 }]),
    );
  });

  it('what settles twice, because nobody knows whether it was heard, counts once in a budget that was seeded anew', async () => {
    const request = await admitted(budget('m', 1_000, 10));
    proxy.hold();
    await request.settle(7);
    const raw = new Redis(server?.url ?? '');
    await raw.hset(`heddle:{${tenantId}}:m`, 'seeded', 'later');
    raw.disconnect();
    await goAway();
    proxy.release();
    await comeBack();
    await eventually(async () => expect(await stands()).toMatchObject([{ spent: 7, reserved: 0 }, {}]));
    // What was kept is brought in by now.
    await (await admitted(budget('m', 1_000, 10))).settle(0);
    await eventually(async () => expect(await stands()).toMatchObject([{ spent: 7, reserved: 0 }, {}]));
  });

  it('a budget of which nobody knows whether it was charged is asked of the ledger', async () => {
    proxy.hold();
    await admission.charge(tenantId, 'm', 5);
    proxy.release();
    await eventually(async () => expect((await stands())[0]?.spent).toBeUndefined());
  });
});
