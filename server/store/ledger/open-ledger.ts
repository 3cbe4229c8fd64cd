import path from 'node:path';
import { openPool } from '../../platform/db/open-pool.ts';
import { connectionAs } from '../../platform/db/pools.ts';
import type { Logger } from '../../platform/logger.ts';
import type { Ledger } from '../ledger.ts';
import { LeftOpenRequests } from './open-requests/left-open-requests.ts';
import { OpenRequests } from './open-requests/open-requests.ts';
import { OpenReservations, type ReservationTiming } from './open-reservations/open-reservations.ts';
import { PostgresLedger, type PostgresLedgerOptions } from './postgres-ledger.ts';
import { Spool } from './spool.ts';

/** Two for records, one to bring in what waits in the spool, one for open reservations. */
const CONNECTIONS = 4;
const CONNECT_TIMEOUT_MS = 2_000;
/** Of what says nothing else: a database that stands still is not waited for. */
const QUERY_TIMEOUT_MS = 10_000;

/**
 * This process's ledger, in Postgres. Records that wait in the spool are brought in from now on.
 * @param home where `ledger-spool/` is; any number of processes may share it
 * @param onInterrupted see {@link PostgresLedgerOptions}
 */
export function openLedger(options: {
  databaseUrl: string;
  home: string;
  logger: Logger;
  onInterrupted?: PostgresLedgerOptions['onInterrupted'];
  reservationTiming?: Partial<ReservationTiming>;
}): Ledger {
  const { logger, onInterrupted, reservationTiming } = options;
  const pool = openPool(
    {
      ...connectionAs('heddle_gateway', options.databaseUrl),
      max: CONNECTIONS,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      query_timeout: QUERY_TIMEOUT_MS,
    },
    (error) => logger.debug({ err: error }, 'lost an idle connection of the ledger'),
  );
  const directory = path.join(options.home, 'ledger-spool');
  const openRequests = new OpenRequests({ directory, logger });
  return new PostgresLedger({
    pool,
    spool: new Spool(directory),
    openRequests,
    leftOpenRequests: new LeftOpenRequests(directory),
    openReservations: new OpenReservations({ pool, openRequests, logger, timing: reservationTiming ?? {} }),
    logger,
    ...(onInterrupted && { onInterrupted }),
  });
}
