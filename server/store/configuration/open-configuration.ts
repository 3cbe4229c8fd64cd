import { openPool } from '../../platform/db/open-pool.ts';
import { connectionAs } from '../../platform/db/pools.ts';
import { environment } from '../../platform/env.ts';
import type { Logger } from '../../platform/logger.ts';
import type { ConfigurationStore } from '../configuration.ts';
import { PostgresConfiguration } from './postgres-configuration.ts';

const CONNECTIONS_PER_POOL = 2;
const TIMEOUT_MS = 2_000;

export interface OpenConfigurationOptions {
  databaseUrl: string;
  logger: Logger;
  /** HEDDLE_STALE_CONFIGURATION_MS when not given. */
  staleForMs?: number;
}

/** This process's view of the configuration in Postgres; holds up to five connections. */
export function openConfiguration(options: OpenConfigurationOptions): ConfigurationStore {
  const { logger, staleForMs = environment().staleConfigurationMs } = options;
  const connection = connectionAs('heddle_gateway', options.databaseUrl);
  const pool = () =>
    openPool(
      {
        ...connection,
        max: CONNECTIONS_PER_POOL,
        connectionTimeoutMillis: TIMEOUT_MS,
        query_timeout: TIMEOUT_MS,
      },
      (error) => logger.debug({ err: error }, 'lost an idle connection of the configuration'),
    );
  return new PostgresConfiguration({
    keyPool: pool(),
    tenantPool: pool(),
    connection,
    staleForMs,
    logger,
  });
}
