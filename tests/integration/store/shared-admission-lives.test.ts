import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createLogger } from '../../../server/platform/logger.ts';
import {
  SharedAdmission,
  type SharedAdmissionOptions,
} from '../../../server/store/admission/shared/shared-admission.ts';
import { type Admission, AdmissionAway, type Meter } from '../../../server/store/admission.ts';
import { RedisScriptStore } from '../../../server/store/redis/redis-script-store.ts';
import { findRedis, type TestRedis } from '../../support/redis.ts';
import { describeAdmission } from '../../unit/store/admission/admission-contract.ts';
import { live } from '../../unit/store/admission/admission-model.ts';
import { budget, concurrency, window } from '../../unit/store/admission/meters.ts';

const logger = createLogger('admission');
const finder = findRedis();
const server = finder.available ? await finder.start() : null;
const node = finder.available ? await startNode() : null;
const url = server?.url ?? '';
const START_MS = 29_000_000 * 60_000;
const LEASE_MS = 30_000;
/** Longer than 300 steps take: leases end when it is time for them to. */
const LIFE_MS = 400_000;
/** As long as the script waits for those who live, where a store was silent. */
const PATIENCE_MS = 5_000;
/** Longer than a test: a process that does not beat neither renews nor notices anything. */
const NEVER_MS = 1e8;

afterAll(() => Promise.all([server?.close(), node?.close()]));

describe.skipIf(!server)('processes that share a Redis (needs redis-server)', () => {
  let tenantId: string;
  let opened: SharedAdmission[];
  beforeEach(() => {
    tenantId = randomUUID();
    opened = [];
  });
  afterEach(async () => {
    await Promise.all(opened.map((each) => each.close()));
  });

  function open(options: Partial<SharedAdmissionOptions> = {}): SharedAdmission {
    const scripts = new RedisScriptStore(url, logger);
    const admission = new SharedAdmission({ scripts, logger, timeoutMs: 10_000, ...options });
    opened.push(admission);
    return admission;
  }
  async function take(admission: Admission, ...meters: Meter[]) {
    const ask = { tenantId, id: randomUUID(), meters };
    const { outcome } = await admission.take(ask);
    return { outcome, settle: async (...actual: number[]) => admission.settle({ ...ask, actual }) };
  }
  const read = async (admission: Admission, meter: Meter) => (await admission.read(tenantId, [meter]))[0];

  it('admit exactly 100 of 1,000 that two processes ask for at once, each of them cold', async () => {
    const process = () =>
      promisify(execFile)(globalThis.process.execPath, [
        path.join(import.meta.dirname, 'taking-process.ts'),
        ...[url, tenantId, 'm', String(100 * 7), '7', '500'],
      ]);
    const outputs = await Promise.all([process(), process()]);
    const admitted = outputs.map(({ stdout }) => Number(stdout));
    expect((admitted[0] ?? 0) + (admitted[1] ?? 0)).toBe(100);
  });

  it('give back what a dead process held, and ask the ledger what it has spent', async () => {
    const clock = { nowMs: START_MS };
    const now = () => clock.nowMs;
    const [dead, alive] = [open({ now, beatMs: NEVER_MS }), open({ now, beatMs: NEVER_MS })];
    await dead.seed(tenantId, 'm', 0);
    const lost = await take(dead, concurrency('c', 1), budget('m', 100, 60));
    clock.nowMs += LEASE_MS - 1;
    expect((await take(alive, concurrency('c', 1))).outcome).toBe('refused');
    clock.nowMs += 1;
    expect((await take(alive, concurrency('c', 1))).outcome).toBe('admitted');
    // Nobody asked for the budget for a whole lease: whoever lives may renew first.
    expect((await take(alive, budget('m', 100, 60))).outcome).toBe('refused');
    clock.nowMs += PATIENCE_MS;
    expect((await take(alive, budget('m', 100, 60))).outcome).toBe('unknown');
    await alive.seed(tenantId, 'm', 30);
    expect((await take(alive, budget('m', 100, 60))).outcome).toBe('admitted');
    // It was not dead after all; the ledger did not know of it.
    await lost.settle(1, 50);
    await lost.settle(1, 50);
    expect(await read(alive, budget('m', 100, 0))).toMatchObject({ spent: 80, reserved: 60 });
  });

  it('keep what a living process holds', async () => {
    const clock = { nowMs: START_MS };
    const now = () => clock.nowMs;
    const [holder, other] = [open({ now, beatMs: 10, renewAfterMs: 0 }), open({ now, beatMs: NEVER_MS })];
    await holder.seed(tenantId, 'm', 0);
    const held = await take(holder, concurrency('c', 1), budget('m', 100, 60));
    const raw = new Redis(url);
    for (let lease = 0; lease < 4; lease++) {
      clock.nowMs += LEASE_MS - 1;
      await vi.waitFor(async () => {
        const [, endsAtMs] = await raw.zrange(`heddle:{${tenantId}}:m:ends`, 0, '0', 'WITHSCORES');
        expect(Number(endsAtMs)).toBe(clock.nowMs + LEASE_MS);
      }, 10_000);
      expect((await take(other, concurrency('c', 1))).outcome).toBe('refused');
      expect((await take(other, budget('m', 100, 60))).outcome).toBe('refused');
    }
    await held.settle(1, 10);
    expect(await read(other, budget('m', 100, 0))).toMatchObject({ spent: 10, reserved: 0 });
    raw.disconnect();
  });

  it('overshoot nothing when Redis loses everything', async () => {
    const options = { beatMs: 50, timeoutMs: 1_500 };
    const [holder, other] = [open(options), open(options)];
    await holder.seed(tenantId, 'm', 0);
    const held = await take(holder, budget('m', 100, 60));
    // They look at the store where they know a budget least.
    for (const each of [holder, other]) await take(each, budget('nobody-knows', 1, 1));
    const raw = new Redis(url);
    await raw.flushall();
    raw.disconnect();
    // Nothing is known of what others have reserved: for a moment it is as if the store were away.
    await expect(take(other, budget('m', 100, 60))).rejects.toBeInstanceOf(AdmissionAway);
    await vi.waitFor(async () => expect((await read(other, budget('m', 100, 0)))?.reserved).toBe(60), 10_000);
    await vi.waitFor(
      async () => expect((await take(other, budget('m', 100, 60))).outcome).toBe('unknown'),
      10_000,
    );
    await other.seed(tenantId, 'm', 5);
    expect((await take(other, budget('m', 100, 60))).outcome).toBe('refused');
    expect((await take(other, budget('m', 100, 35))).outcome).toBe('admitted');
    await held.settle(40);
    await held.settle(40);
    expect(await read(other, budget('m', 100, 0))).toMatchObject({ spent: 45, reserved: 35 });
  });

  it('ask the ledger anew when Redis comes back with what it had saved before', async () => {
    const directory = await mkdtemp(path.join(tmpdir(), 'heddle-redis-'));
    const first = await finder.start('--dir', directory);
    const scripts = new RedisScriptStore(first.url, logger);
    const admission = new SharedAdmission({ scripts, logger, timeoutMs: 2_000, beatMs: 50 });
    opened.push(admission);
    await admission.seed(tenantId, 'm', 10);
    expect((await take(admission, budget('m', 100, 1))).outcome).toBe('admitted');
    const raw = new Redis(first.url);
    await raw.save();
    raw.disconnect();
    await (await take(admission, budget('m', 100, 50))).settle(50);
    await first.close();
    const second = await finder.start('--dir', directory, '--port', new URL(first.url).port);
    const asked = () => take(admission, budget('m', 100, 1)).catch(() => ({ outcome: 'away' }));
    await vi.waitFor(async () => expect((await asked()).outcome).toBe('unknown'), 20_000);
    await admission.charge(tenantId, 'm', 7);
    await admission.seed(tenantId, 'm', 60);
    expect(await read(admission, budget('m', 100, 0))).toMatchObject({ spent: 60 });
    await admission.close();
    await second.close();
  });

  it('leave nothing behind that does not end', async () => {
    const admission = open();
    await admission.seed(tenantId, 'm', 0);
    await (await take(admission, window('w', 5), concurrency('c', 2), budget('m', 100, 10))).settle(1, 1, 5);
    await take(admission, window('w', 5), concurrency('c', 2), budget('m', 100, 10));
    const raw = new Redis(url);
    const keys = await raw.keys(`*${tenantId}*`);
    const ttls = await Promise.all(keys.map((key) => raw.pttl(key)));
    raw.disconnect();
    expect(keys).toHaveLength(4);
    expect(Math.min(...ttls)).toBeGreaterThan(0);
  });

  it('count in random lives as the model does, deaths of processes included', async () => {
    for (let seed = 1; seed <= 6; seed++) {
      const clock = { nowMs: START_MS };
      const admission = open({ now: () => clock.nowMs, beatMs: NEVER_MS, leaseMs: LIFE_MS });
      tenantId = randomUUID();
      const expire = async () => {
        const raw = new Redis(url);
        const places = (await raw.keys(`heddle:{${tenantId}}:budget*:ends`)).map((key) =>
          key.split(':').slice(2, 4).join(':'),
        );
        raw.disconnect();
        const meters = places.map((place) => budget(place, 1, 0));
        for (const jumpMs of [LIFE_MS, PATIENCE_MS]) {
          clock.nowMs += jumpMs;
          await admission.read(tenantId, meters);
        }
      };
      const life = live({ admission, clock, tenantId, seed, steps: 300, expire });
      await expect(life, `seed ${seed}`).resolves.toBeUndefined();
    }
  }, 60_000);
});

describe.skipIf(!node)('on a node of a cluster (needs redis-server)', () => {
  // It refuses a call whose keys are in several slots, and a script that touches a key it did not name.
  describeAdmission('a cluster', async (now) => {
    const scripts = new RedisScriptStore(node?.url ?? '', logger);
    return new SharedAdmission({ scripts, logger, timeoutMs: 10_000, now });
  });
});

/** One node that has all slots. */
async function startNode(): Promise<TestRedis> {
  const directory = await mkdtemp(path.join(tmpdir(), 'heddle-cluster-'));
  const started = await finder.start('--cluster-enabled', 'yes', '--dir', directory);
  const raw = new Redis(started.url);
  await raw.call('CLUSTER', 'ADDSLOTSRANGE', '0', '16383');
  while (!String(await raw.call('CLUSTER', 'INFO')).includes('cluster_state:ok')) await delay(20);
  raw.disconnect();
  return started;
}
