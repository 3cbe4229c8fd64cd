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
export function connectionAs(role: DatabaseRole, url: string = databaseUrl()): pg.ClientConfig {
  const address = new URL(url);
  // What stands in the address wins over what stands beside it: the role goes into the address, last.
  const options = [address.searchParams.get('options'), `-c role=${role}`].filter(Boolean).join(' ');
  address.searchParams.set('options', options);
  return { connectionString: address.toString(), application_name: role, keepAlive: true };
}

/**
 * A new pool whose connections act as `role`. Whoever makes it ends it.
 * @param connections the most it opens; HEDDLE_DATABASE_POOL_SIZE when not given
 */
export function createPool(role: DatabaseRole, { connections }: { connections?: number } = {}): pg.Pool {
  const pool = new pg.Pool({
    ...connectionAs(role),
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
