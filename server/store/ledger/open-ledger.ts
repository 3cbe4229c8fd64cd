import path from 'node:path';
import pg from 'pg';
import { connectionAs } from '../../platform/db/pools.ts';
import type { Logger } from '../../platform/logger.ts';
import type { Ledger } from '../ledger.ts';
import { LeftOpenRequests } from './open-requests/left-open-requests.ts';
import { OpenRequests } from './open-requests/open-requests.ts';
import { PostgresLedger } from './postgres-ledger.ts';
import { Spool } from './spool.ts';

/** Two for records, one to bring in what waits in the spool. */
const CONNECTIONS = 3;
const CONNECT_TIMEOUT_MS = 2_000;

/**
 * This process's ledger, in Postgres. Records that wait in the spool are brought in from now on.
 * @param home where `ledger-spool/` is; any number of processes may share it
 */
export function openLedger(options: { databaseUrl: string; home: string; logger: Logger }): Ledger {
  const pool = new pg.Pool({
    ...connectionAs('heddle_gateway', options.databaseUrl),
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  });
  // Without a listener, a connection lost while idle would end the process.
  pool.on('error', (error) => options.logger.debug({ err: error }, 'lost an idle connection of the ledger'));
  const directory = path.join(options.home, 'ledger-spool');
  return new PostgresLedger({
    pool,
    spool: new Spool(directory),
    openRequests: new OpenRequests({ directory, logger: options.logger }),
    leftOpenRequests: new LeftOpenRequests(directory),
    logger: options.logger,
  });
}
