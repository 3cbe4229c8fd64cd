import { openPool } from '../../platform/db/open-pool.ts';
import { connectionAs } from '../../platform/db/pools.ts';
import type { Logger } from '../../platform/logger.ts';
import type { BudgetSpending } from '../budget-spending.ts';
import { PostgresBudgetSpending } from './postgres-budget-spending.ts';

/** Budgets are asked for when a process first meets them. */
const CONNECTIONS = 2;
const CONNECT_TIMEOUT_MS = 2_000;
/** A request waits for the answer. */
const QUERY_TIMEOUT_MS = 2_000;

/** What budgets have spent, and their events, in Postgres. */
export function openBudgetSpending(options: { databaseUrl: string; logger: Logger }): BudgetSpending {
  const pool = openPool(
    {
      ...connectionAs('heddle_gateway', options.databaseUrl),
      max: CONNECTIONS,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      query_timeout: QUERY_TIMEOUT_MS,
    },
    (error) => options.logger.debug({ err: error }, 'lost an idle connection of the budgets'),
  );
  return new PostgresBudgetSpending(pool, options.logger);
}
