import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, describe, expect, it } from 'vitest';
import { postgresAccount } from '../../../server/platform/db/embedded-postgres/account.ts';
import { findBinaries } from '../../../server/platform/db/embedded-postgres/binaries.ts';
import { dataDirectoryIn, startCluster } from '../../../server/platform/db/embedded-postgres/cluster.ts';
import { stopPostmaster } from '../../../server/platform/db/embedded-postgres/postmaster.ts';

const parent = mkdtempSync(path.join(tmpdir(), 'heddle-embedded-'));
// The account Postgres runs as passes through it.
chmodSync(parent, 0o755);
const account = postgresAccount();
const binaries = findBinaries(account, path.join(tmpdir(), 'heddle-test-binaries'));
const start = (name: string) =>
  startCluster({
    directory: path.join(parent, name),
    account,
    binaries,
    password: 'test',
    settings: { fsync: 'off' },
  });

afterAll(async () => {
  for (const name of ['busy', 'one', 'other']) await stopPostmaster(dataDirectoryIn(path.join(parent, name)));
  rmSync(parent, { recursive: true, force: true });
});

function postmasterOf(name: string): number {
  const lock = path.join(dataDirectoryIn(path.join(parent, name)), 'postmaster.pid');
  return Number.parseInt(readFileSync(lock, 'utf8'), 10);
}

describe('the embedded Postgres', () => {
  it.runIf(existsSync('/proc/self'))(
    'starts again after kill -9 though a query was busy, which nobody told that its server is gone',
    async () => {
      const cluster = await start('busy');
      const client = new pg.Client({ connectionString: cluster.url('postgres') });
      client.on('error', () => undefined);
      await client.connect();
      // Minutes of work that never waits for anything.
      const work = 'SELECT count(*) FROM generate_series(1, 1e5) a, generate_series(1, 1e5) b';
      const busy = client.query(work).catch(() => 'broken off');
      await delay(300);
      process.kill(postmasterOf('busy'), 'SIGKILL');
      await cluster.ended;

      const again = await start('busy');
      expect(await busy).toBe('broken off');
      await again.stop();
    },
    60_000,
  );

  it('leaves another Postgres alone whose number stands in a stale lock', async () => {
    const one = await start('one');
    const directory = dataDirectoryIn(path.join(parent, 'one'));
    const other = dataDirectoryIn(path.join(parent, 'other'));
    execFileSync('mkdir', ['-p', other]);
    // As after a restart of the machine that gave the number to somebody else.
    execFileSync('cp', [path.join(directory, 'postmaster.pid'), other]);

    await stopPostmaster(other);
    const client = new pg.Client({ connectionString: one.url('postgres') });
    await client.connect();
    await client.end();
    expect(existsSync(path.join(other, 'postmaster.pid'))).toBe(false);
    await one.stop();
  }, 60_000);
});
