import pg from 'pg';
import { environment } from '../env.ts';
import { createLogger } from '../logger.ts';
import type { DatabaseRole } from './roles.ts';

const CONNECT_TIMEOUT_MS = 10_000;
const IDLE_TIMEOUT_MS = 30_000;

/** The database of this process. @throws where neither DATABASE_URL nor an embedded Postgres gave one */
export function databaseUrl(): string {
  const { databaseUrl } = environment();
  if (!databaseUrl)
    throw new Error('DATABASE_URL is not set: start Heddle with `npm start`, or point it to a Postgres');
  return databaseUrl;
}

/**
 * Configuration of a connection that acts as `role` from its first statement on. Takes part in the startup
 * message, so it costs no round trip and holds for every connection of a pool.
 */
export function connectionAs(
  role: DatabaseRole,
  url: string = databaseUrl(),
  settings: Readonly<Record<string, string | number>> = {},
): pg.ClientConfig {
  const address = new URL(url);
  const own = Object.entries({ ...settings, role }).map(([name, value]) => `-c ${name}=${value}`);
  // What stands in the address wins over what stands beside it: ours goes into the address, last.
  const options = [address.searchParams.get('options'), ...own].filter(Boolean).join(' ');
  address.searchParams.set('options', options);
  return { connectionString: address.toString(), application_name: role, keepAlive: true };
}

/**
 * A new pool whose connections act as `role`. Whoever makes it ends it.
 * @param connections the most it opens; HEDDLE_DATABASE_POOL_SIZE when not given
 * @param statementTimeoutMs after which Postgres breaks a statement off; never when not given
 */
export function createPool(
  role: DatabaseRole,
  { connections, statementTimeoutMs }: { connections?: number; statementTimeoutMs?: number } = {},
): pg.Pool {
  const pool = new pg.Pool({
    ...connectionAs(role, databaseUrl(), statementTimeoutMs ? { statement_timeout: statementTimeoutMs } : {}),
    max: connections ?? environment().databasePoolSize,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    idleTimeoutMillis: IDLE_TIMEOUT_MS,
  });
  // Without a listener, a connection lost while idle would end the process.
  pool.on('error', ({ message }) =>
    createLogger('database').warn({ reason: message, role }, 'lost an idle connection'),
  );
  return pool;
}
