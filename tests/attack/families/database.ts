import { setTimeout as delay } from 'node:timers/promises';
import { freezePostgres, postmasterOf } from '../arena/postgres-processes.ts';
import { Records } from '../arena/records.ts';
import type { Attack } from '../attack.ts';

/** The database away while people are at work. */
export const database: readonly Attack[] = [
  {
    name: 'Postgres frozen for 20 s',
    // Records wait a second for the database before they are kept on disk.
    othersMayWaitMs: 1_500,
    async run(arena) {
      const records = await Records.open(arena);
      const { thaw } = freezePostgres(arena.heddle.home);
      const began = performance.now();
      try {
        // Known keys are served by the good tenants all the while.
        const listed = records.list();
        await delay(20_000);
        const status = await Promise.race([listed, delay(0, 'nothing')]);
        return {
          outcome: `the management API answered ${status}`,
          broken: status === 503 ? [] : [`the management API answered ${status} instead of 503`],
        };
      } finally {
        thaw();
        await delay(Math.max(0, 25_000 - (performance.now() - began)));
        await records.close();
      }
    },
  },
  {
    name: 'kill -9 of Postgres',
    othersMayWaitMs: 1_500,
    async run(arena) {
      process.kill(postmasterOf(arena.heddle.home), 'SIGKILL');
      await delay(8_000);
      const records = await Records.open(arena);
      const listed = await records.list();
      await records.close();
      const isBack = Array.isArray(listed);
      return {
        outcome: isBack ? 'back' : String(listed),
        broken: isBack ? [] : ['it did not come back within 8 s'],
      };
    },
  },
];
