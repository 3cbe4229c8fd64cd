import { fork } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, describe, expect, it } from 'vitest';
import type { Cluster } from '../../../server/platform/db/embedded-postgres/cluster.ts';
import { childEnvironment } from '../../../server/platform/env.ts';
import { collectOutput } from '../../support/heddle.ts';
import { listeningPort } from '../../support/listening-port.ts';
import { startOwnCluster } from '../../support/own-cluster.ts';

const ENTRY = path.resolve(import.meta.dirname, '../../../server/processes/prepare.ts');
const directory = mkdtempSync(path.join(tmpdir(), 'heddle-waits-'));
const home = path.join(directory, 'home');
chmodSync(directory, 0o755);
mkdirSync(home);
let cluster: Cluster | undefined;
afterAll(async () => {
  await cluster?.stop();
  rmSync(directory, { recursive: true, force: true });
});

/** The process that prepares a database of one's own. */
function prepare(databaseUrl: string) {
  const environment = { DATABASE_URL: databaseUrl, HEDDLE_HOME: home, HEDDLE_LOG_LEVEL: 'warn' };
  const child = fork(ENTRY, { env: childEnvironment(environment), silent: true });
  const said = once(child, 'message').then(([message]) => message);
  return { output: collectOutput(child), said, exited: once(child, 'exit') };
}

describe('a Postgres of one’s own', () => {
  it('is waited for, loudly, while nobody answers, and prepared when it is there', async () => {
    const port = await listeningPort();
    const url = `postgresql://heddle:test@127.0.0.1:${port}/postgres`;
    const preparation = prepare(url);
    await expect
      .poll(() => preparation.output().match(/waiting for the database postgres at/g)?.length, {
        timeout: 20_000,
      })
      .toBeGreaterThan(1);
    expect(preparation.output()).toContain('ECONNREFUSED');
    cluster = await startOwnCluster(path.join(directory, 'cluster'), port);
    expect(await preparation.said).toEqual({ type: 'prepared', madeDemo: true });
    await preparation.exited;
    // Three roles by one login: that works, and is said.
    expect(preparation.output()).toContain('logins of their own are safer');
    expect(preparation.output()).not.toContain(':test@');
  }, 60_000);

  it('that goes away while it is prepared is waited for again', async () => {
    const url = new URL(cluster?.url('postgres') ?? '');
    const owner = new pg.Client({ connectionString: url.toString() });
    owner.on('error', () => undefined);
    await owner.connect();
    // Whoever prepares waits here for its turn.
    await owner.query(`SELECT pg_advisory_lock(hashtext('heddle migrations'))`);
    const preparation = prepare(url.toString());
    const isWaiting = async () =>
      (await owner.query(`SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted`)).rowCount;
    await expect.poll(isWaiting, { timeout: 20_000 }).toBe(1);
    await cluster?.stop();
    await expect.poll(preparation.output, { timeout: 20_000 }).toContain('went away while it was prepared');
    cluster = await startOwnCluster(path.join(directory, 'cluster'), Number(url.port));
    expect(await preparation.said).toMatchObject({ type: 'prepared' });
    await preparation.exited;
  }, 60_000);

  it.each([
    [
      'does not take the password',
      (url: URL) => Object.assign(url, { password: 'wrong' }),
      /password authentication/,
    ],
    [
      'is not there, though its server is',
      (url: URL) => Object.assign(url, { pathname: 'none' }),
      /does not exist/,
    ],
  ])('that %s is not waited for', async (_name, change, reason) => {
    const { said, exited } = prepare(change(new URL(cluster?.url('postgres') ?? '')).toString());
    expect(await said).toEqual({ type: 'refused', reason: expect.stringMatching(reason) });
    await exited;
  });
});
