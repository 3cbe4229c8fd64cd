import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { createHealthCheck } from '../../../server/platform/health.ts';

describe('what anybody learns about health', () => {
  it('names no address and no account of the database', async () => {
    const refused = Object.assign(new pg.DatabaseError('no password for user "heddle"', 1, 'error'), {
      code: '28P01',
    });
    const check = createHealthCheck({
      network: () =>
        Promise.reject(Object.assign(new Error('connect 10.0.0.5:5432'), { code: 'ECONNREFUSED' })),
      login: () => Promise.reject(refused),
      ours: () => Promise.reject(new Error('starting')),
    });
    expect((await check()).checks).toEqual({
      network: 'failed (ECONNREFUSED)',
      login: 'failed (28P01)',
      ours: 'starting',
    });
  });

  it('says what a process can do without, and stays ready without it', async () => {
    const check = createHealthCheck({ database: async () => {} }, { counters: () => 'away' });
    expect(await check()).toEqual({ ready: true, checks: { database: 'ok', counters: 'away' } });
  });

  it('is asked of the database once, however many ask at once', async () => {
    let asked = 0;
    const check = createHealthCheck({
      database: async () => {
        asked++;
        await delay(10);
      },
    });
    await Promise.all(Array.from({ length: 100 }, check));
    expect(asked).toBe(1);
    await check();
    expect(asked).toBe(2);
  });
});
