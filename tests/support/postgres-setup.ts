import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { postgresAccount } from '../../server/platform/db/embedded-postgres/account.ts';
import { findBinaries } from '../../server/platform/db/embedded-postgres/binaries.ts';
import { startCluster } from '../../server/platform/db/embedded-postgres/cluster.ts';
import { giveLogins } from '../../server/platform/db/embedded-postgres/give-logins.ts';
import { migrate } from '../../server/platform/db/migrate.ts';
import { TEMPLATE_DATABASE } from './template-database.ts';
import { testLogins } from './test-logins.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the test cluster's `postgres` database, as its superuser. */
    postgresUrl: string;
  }
}

/** Once per run: one Postgres without durability, and in it a migrated database that test files copy. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const directory = mkdtempSync(path.join(tmpdir(), 'heddle-test-postgres-'));
  // The account Postgres runs as passes through it.
  chmodSync(directory, 0o755);
  const account = postgresAccount();
  const cluster = await startCluster({
    directory: path.join(directory, 'cluster'),
    account,
    binaries: findBinaries(account, path.join(tmpdir(), 'heddle-test-binaries')),
    password: 'test',
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '300' },
  });
  const postgresUrl = cluster.url('postgres');
  const client = new pg.Client({ connectionString: postgresUrl });
  await client.connect();
  await client.query(`CREATE DATABASE ${TEMPLATE_DATABASE}`);
  await client.end();
  const template = cluster.url(TEMPLATE_DATABASE);
  await migrate(template);
  await giveLogins(template, testLogins(template));
  project.provide('postgresUrl', postgresUrl);
  return async () => {
    await cluster.stop();
    rmSync(directory, { recursive: true, force: true });
  };
}
