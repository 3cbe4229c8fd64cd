import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from '../../../server/platform/db/embedded-postgres/start.ts';
import { connectionAs, databaseUrl } from '../../../server/platform/db/pools.ts';
import { disconnect } from '../../../server/platform/db/prisma.ts';
import { DATABASE_ROLES, type DatabaseRole } from '../../../server/platform/db/roles.ts';
import { verifyRoles } from '../../../server/platform/db/verify-roles.ts';
import { environment, provideEmbeddedDatabase } from '../../../server/platform/env.ts';
import { prepareSchema } from '../../../server/supervisor/prepare-schema.ts';
import { createTenant } from '../../support/tenant.ts';

/** The superuser of an embedded cluster. */
const OWNER = 'heddle';

const home = mkdtempSync(path.join(tmpdir(), 'heddle-logins-'));
let postgres: EmbeddedPostgres;
let owner: pg.Pool;

/** What each start does. */
const prepare = () => prepareSchema({ ...environment(), databaseUrl: postgres.databaseUrl });

// A cluster of its own: roles belong to a whole server, and are tampered with here.
beforeAll(async () => {
  chmodSync(home, 0o755);
  postgres = await startEmbeddedPostgres(home);
  provideEmbeddedDatabase(postgres.logins);
  await prepare();
  owner = openOwner();
  await createTenant('acme');
});
/** Connections of the cluster's owner. A cluster that stops breaks those that are idle. */
function openOwner(): pg.Pool {
  const pool = new pg.Pool({ connectionString: postgres.databaseUrl });
  pool.on('error', () => undefined);
  return pool;
}

afterAll(async () => {
  await disconnect();
  await owner?.end();
  await postgres?.stop();
  rmSync(home, { recursive: true, force: true });
});

async function connected<T>(role: DatabaseRole, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(connectionAs(role));
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Who a connection is, and what it sees of each table: a number of rows, or the code of the refusal. */
async function sightOf(client: pg.Client): Promise<Record<string, unknown>> {
  const ask = (sql: string) =>
    client.query(sql).then(
      ({ rows }) => Object.values(rows[0]).join(' '),
      (error: pg.DatabaseError) => error.code,
    );
  const sight: Record<string, unknown> = { who: await ask('SELECT current_user, session_user') };
  const { rows } = await owner.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')`,
  );
  for (const { name } of rows) sight[name] = await ask(`SELECT count(*) FROM ${name}`);
  sight.passwords = await ask('SELECT count(rolpassword) FROM pg_authid');
  return sight;
}

const others = (role: DatabaseRole) => [
  OWNER,
  'pg_read_all_data',
  'pg_execute_server_program',
  ...DATABASE_ROLES.filter((other) => other !== role),
];

const waysOut = (role: DatabaseRole) => [
  'SET ROLE NONE',
  'RESET ROLE',
  'RESET ALL',
  'RESET SESSION AUTHORIZATION',
  'SET SESSION AUTHORIZATION DEFAULT',
  'DISCARD ALL',
  'SET row_security = off',
  ...others(role).flatMap((other) => [
    `SET ROLE ${other}`,
    `SET LOCAL ROLE ${other}`,
    `SET SESSION AUTHORIZATION ${other}`,
    `SELECT set_config('role', '${other}', false)`,
    `GRANT ${other} TO ${role}`,
  ]),
];

const REFUSED = [
  `COPY (SELECT 1) TO PROGRAM 'true'`,
  `COPY (SELECT 1) TO '/tmp/heddle-never'`,
  `CREATE TABLE mine (id int)`,
  `CREATE TEMPORARY TABLE mine (id int)`,
  `CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'`,
  `CREATE FUNCTION pg_temp.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'`,
  `CREATE OR REPLACE FUNCTION current_tenant_id() RETURNS uuid LANGUAGE sql AS 'SELECT NULL::uuid'`,
  'CREATE SCHEMA mine',
  'CREATE DATABASE mine',
  'CREATE EXTENSION dblink',
  'CREATE ROLE mine',
  `SELECT pg_read_file('/etc/passwd')`,
  `SELECT pg_ls_dir('/')`,
  `SELECT lo_import('/etc/passwd')`,
  `ALTER SYSTEM SET log_statement = 'all'`,
  'ALTER TABLE users DISABLE ROW LEVEL SECURITY',
  'ALTER TABLE users NO FORCE ROW LEVEL SECURITY',
  'DROP POLICY platform_all ON users',
  `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '${OWNER}'`,
];

describe.each(DATABASE_ROLES)('the login of %s', (role) => {
  it('is its role from the start, and stays it whatever it tries', async () => {
    await connected(role, async (client) => {
      const before = await sightOf(client);
      expect(before.who).toBe(`${role} ${role}`);
      expect(before.passwords).toBe('42501');
      for (const statement of waysOut(role)) {
        // Some succeed, and change nothing; none shows more.
        await client.query(statement).catch(() => undefined);
        const after = await sightOf(client);
        // Without row security Postgres refuses what it would have to leave rows out of.
        if (statement === 'SET row_security = off') {
          for (const [name, seen] of Object.entries(after)) expect([before[name], '42501']).toContain(seen);
          await client.query('SET row_security = on');
        } else expect(after, statement).toEqual(before);
      }
    });
  });

  it('makes nothing, and reaches nothing outside of the database', async () => {
    await connected(role, async (client) => {
      for (const statement of [
        ...REFUSED,
        `ALTER ROLE ${role} SUPERUSER`,
        `ALTER ROLE ${role} BYPASSRLS`,
        `ALTER ROLE ${role} CREATEROLE`,
        ...others(role).map((other) => `ALTER ROLE ${other} PASSWORD 'mine'`),
      ]) {
        await expect(client.query(statement), statement).rejects.toThrow(
          /permission denied|must be|reserved/i,
        );
      }
    });
  });

  it('takes its password, in its own database only', async () => {
    const url = new URL(databaseUrl(role));
    url.password = 'wrong';
    await expect(tryToConnect(url)).rejects.toMatchObject({ code: '28P01' });
    for (const other of ['postgres', 'template1']) {
      const elsewhere = new URL(databaseUrl(role));
      elsewhere.pathname = other;
      await expect(tryToConnect(elsewhere)).rejects.toMatchObject({ code: '42501' });
    }
  });

  it('loses at the next start what it was given meanwhile, or gave itself', async () => {
    await owner.query(`GRANT pg_monitor TO ${role}`);
    await expect(verifyRoles()).rejects.toThrow(
      `${role} may do more than Heddle's connections should: member of`,
    );
    await connected(role, async (client) => {
      await client.query(`ALTER ROLE ${role} SET statement_timeout = 1`);
      await client.query(`ALTER ROLE ${role} PASSWORD 'another'`);
    });
    await prepare();
    expect(await verifyRoles()).toBe(true);
    const { rows } = await connected(role, (client) => client.query('SHOW statement_timeout'));
    expect(rows).toEqual([{ statement_timeout: '0' }]);
  });
});

async function tryToConnect(url: URL): Promise<void> {
  const client = new pg.Client({ connectionString: url.toString() });
  await client.connect();
  await client.end();
}

it('what runs as the owner finds its tables by no one else’s path, and is called by one role at most', async () => {
  const { rows } = await owner.query<{ name: string; settings: string[]; callers: string[] }>(
    `SELECT proname AS name, proconfig AS settings,
       ARRAY(SELECT grantee::regrole::text FROM aclexplode(proacl) WHERE grantee <> proowner) AS callers
     FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace`,
  );
  expect(rows.length).toBeGreaterThan(2);
  for (const { name, settings, callers } of rows) {
    expect(settings, name).toContain('search_path=pg_catalog, public, pg_temp');
    expect(callers, name).toHaveLength(1);
    expect(DATABASE_ROLES, name).toContain(callers[0]);
  }
});

it('the server takes nobody without a password, and keeps none as it is', async () => {
  const { rows: methods } = await owner.query('SELECT DISTINCT auth_method FROM pg_hba_file_rules');
  expect(methods).toEqual([{ auth_method: 'scram-sha-256' }]);
  const { rows } = await owner.query(
    `SELECT rolname FROM pg_authid WHERE rolname LIKE 'heddle%' AND rolpassword NOT LIKE 'SCRAM-SHA-256$%'`,
  );
  expect(rows).toEqual([]);
});

it('every password is in the home, for its owner’s eyes only', () => {
  const files = readdirSync(home).filter((name) => name.endsWith('.password'));
  expect(files.sort()).toEqual([...DATABASE_ROLES, 'postgres'].map((name) => `${name}.password`).sort());
  for (const file of files) expect(statSync(path.join(home, file)).mode & 0o777, file).toBe(0o600);
});

it('a home from before roles had logins gets them at its next start', async () => {
  for (const role of DATABASE_ROLES) {
    await owner.query(`ALTER ROLE ${role} NOLOGIN INHERIT PASSWORD NULL`);
    rmSync(path.join(home, `${role}.password`));
  }
  await owner.query('GRANT ALL ON DATABASE heddle TO PUBLIC');
  await disconnect();
  await owner.end();
  await postgres.stop();
  postgres = await startEmbeddedPostgres(home);
  owner = openOwner();
  provideEmbeddedDatabase(postgres.logins);
  await prepare();
  expect(await verifyRoles()).toBe(true);
  for (const role of DATABASE_ROLES) {
    await connected(role, async (client) => {
      await expect(client.query('CREATE TEMPORARY TABLE mine (id int)')).rejects.toThrow(/permission denied/);
    });
  }
});
