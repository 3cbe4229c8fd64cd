import pg from 'pg';
import { connectionAs } from '../../platform/db/pools.ts';
import type { Logger } from '../../platform/logger.ts';
import type { ConfigurationStore } from '../configuration.ts';
import { PostgresConfiguration } from './postgres-configuration.ts';

const CONNECTIONS = 4;
const TIMEOUT_MS = 2_000;

/** This process's view of the configuration in Postgres; holds up to five connections. */
export function openConfiguration(options: { databaseUrl: string; logger: Logger }): ConfigurationStore {
  const { logger } = options;
  const connection = connectionAs('heddle_gateway', options.databaseUrl);
  const pool = new pg.Pool({
    ...connection,
    max: CONNECTIONS,
    connectionTimeoutMillis: TIMEOUT_MS,
    query_timeout: TIMEOUT_MS,
  });
  // Without a listener, a connection lost while idle would end the process.
  pool.on('error', (error) => logger.debug({ err: error }, 'lost an idle connection of the configuration'));
  return new PostgresConfiguration({ pool, connection, logger });
}
