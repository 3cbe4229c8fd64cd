import type pg from 'pg';
import { environment } from '../env.ts';
import { createLogger } from '../logger.ts';
import { openPool } from './open-pool.ts';
import type { DatabaseRole } from './roles.ts';

const CONNECT_TIMEOUT_MS = 10_000;
const IDLE_TIMEOUT_MS = 30_000;

/**
 * Address at which this process connects as `role`: as a user of that name, where the role has a login, otherwise as
 * the user of DATABASE_URL, who may take it.
 * @throws where this process was given neither
 */
export function databaseUrl(role: DatabaseRole): string {
  const { databaseLogins, databaseUrl } = environment();
  const url = databaseLogins?.[role] ?? databaseUrl;
  if (!url) {
    throw new Error(
      `This process has no database as ${role}: start Heddle with \`npm start\`, or set DATABASE_URL to a Postgres`,
    );
  }
  return url;
}

/**
 * What must not depend on how a server, a database or a user happens to be set up: Prisma writes and reads times
 * without their offset, in UTC, and our SQL names tables without their schema.
 */
const SESSION = { timezone: 'UTC', datestyle: 'ISO', search_path: 'public' };

type Settings = Readonly<Record<string, string | number>>;

/**
 * Configuration of a connection as the user of the address. Its settings take part in the startup message, so
 * they cost no round trip, and hold for every connection of a pool from its first statement on.
 */
export function connectionTo(url: string, settings: Settings = {}): pg.ClientConfig {
  const address = new URL(url);
  const own = Object.entries({ ...SESSION, ...settings }).map(([name, value]) => `-c ${name}=${value}`);
  // What stands in the address wins over what stands beside it: ours goes into the address, last.
  const options = [address.searchParams.get('options'), ...own].filter(Boolean).join(' ');
  address.searchParams.set('options', options);
  return { connectionString: address.toString(), keepAlive: true };
}

/** Configuration of a connection that acts as `role`: by its user, or by taking the role at once. */
export function connectionAs(
  role: DatabaseRole,
  url: string = databaseUrl(role),
  settings: Settings = {},
): pg.ClientConfig {
  const isOwnLogin = decodeURIComponent(new URL(url).username) === role;
  return { ...connectionTo(url, isOwnLogin ? settings : { ...settings, role }), application_name: role };
}

/**
 * A new pool whose connections act as `role`. Whoever makes it ends it.
 * @param connections the most it opens; HEDDLE_DATABASE_POOL_SIZE when not given
 * @param statementTimeoutMs after which Postgres breaks a statement off, and a second later, should Postgres not
 * answer, this side; never when not given
 */
export function createPool(
  role: DatabaseRole,
  { connections, statementTimeoutMs }: { connections?: number; statementTimeoutMs?: number } = {},
): pg.Pool {
  return openPool(
    {
      ...connectionAs(
        role,
        databaseUrl(role),
        statementTimeoutMs ? { statement_timeout: statementTimeoutMs } : {},
      ),
      max: connections ?? environment().databasePoolSize,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      idleTimeoutMillis: IDLE_TIMEOUT_MS,
      query_timeout: statementTimeoutMs && statementTimeoutMs + 1_000,
    },
    ({ message }) => createLogger('database').warn({ reason: message, role }, 'lost an idle connection'),
  );
}
