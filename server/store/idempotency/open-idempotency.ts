import { openPool } from '../../platform/db/open-pool.ts';
import { connectionAs } from '../../platform/db/pools.ts';
import type { Logger } from '../../platform/logger.ts';
import type { Idempotency } from '../idempotency.ts';
import { PostgresIdempotency } from './postgres-idempotency.ts';

const CONNECTIONS = 2;
const TIMEOUT_MS = 2_000;

/** Answers to requests with an Idempotency-Key, in Postgres; connects when the first such request comes. */
export function openIdempotency(options: { databaseUrl: string; logger: Logger }): Idempotency {
  const pool = openPool(
    {
      ...connectionAs('heddle_gateway', options.databaseUrl),
      max: CONNECTIONS,
      connectionTimeoutMillis: TIMEOUT_MS,
      query_timeout: TIMEOUT_MS,
    },
    (error) => options.logger.debug({ err: error }, 'lost an idle connection of idempotency'),
  );
  return new PostgresIdempotency({ pool, logger: options.logger });
}
