import { PrismaPg } from '@prisma/adapter-pg';
import type { Pool } from 'pg';
import { Prisma, PrismaClient } from './generated/client.ts';
import { createPool } from './pools.ts';
import type { DatabaseRole } from './roles.ts';
import { toUnavailable, unavailable } from './unavailable-fault.ts';

export { Prisma };

/** What runs inside a transaction; everything of Prisma except opening another one. */
export type Transaction = Prisma.TransactionClient;

const TRANSACTION = { maxWait: 5_000, timeout: 15_000 };
/** Before Prisma gives the transaction up, after which Postgres would work on for nobody. */
const STATEMENT_TIMEOUT_MS = 12_000;
/** After which whoever asked is told that the database does not answer: Prisma itself waits for one that is frozen. */
const PATIENCE_MS = 14_000;

interface Connection {
  client: PrismaClient;
  pool: Pool;
}

// Kept on globalThis: hot reload makes this module anew, and should not open more connections each time.
const shared: typeof globalThis & { heddleConnections?: Map<DatabaseRole, Connection> } = globalThis;
shared.heddleConnections ??= new Map();
const connections = shared.heddleConnections;

/**
 * Runs tenant work in one transaction, as a role that sees only this tenant's rows, whatever the queries say.
 * Users' password hashes are out of its sight: name the columns when you read users.
 * @param tenantId a tenant's UUID
 * @throws Fault unavailable when the database cannot be asked
 */
export function asTenant<T>(tenantId: string, run: (transaction: Transaction) => Promise<T>): Promise<T> {
  return transact('heddle_app', async (transaction) => {
    await transaction.$queryRaw`SELECT set_config('app.tenant_id', ${tenantId}, true)`;
    return run(transaction);
  });
}

/**
 * The one door to rows of every tenant: signing in and up, the operator's area, jobs, applying configuration.
 * One transaction. Callers write an audit event where they change something.
 * @throws Fault unavailable when the database cannot be asked
 */
export function asPlatform<T>(run: (transaction: Transaction) => Promise<T>): Promise<T> {
  return transact('heddle_platform', run);
}

/** Ends all of this process's Prisma connections; the next use opens new ones. */
export async function disconnect(): Promise<void> {
  const open = [...connections.values()];
  connections.clear();
  await Promise.all(
    open.map(async ({ client, pool }) => {
      await client.$disconnect();
      await pool.end();
    }),
  );
}

async function transact<T>(role: DatabaseRole, run: (transaction: Transaction) => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(unavailable(new Error(`No answer within ${PATIENCE_MS} ms`))),
      PATIENCE_MS,
    );
  });
  try {
    return await Promise.race([connect(role).$transaction(run, TRANSACTION), tooLate]);
  } catch (error) {
    throw toUnavailable(error) ?? error;
  } finally {
    clearTimeout(timer);
  }
}

function connect(role: DatabaseRole): PrismaClient {
  const existing = connections.get(role);
  if (existing) return existing.client;
  const pool = createPool(role, { statementTimeoutMs: STATEMENT_TIMEOUT_MS });
  const client = new PrismaClient({ adapter: new PrismaPg(pool) });
  connections.set(role, { client, pool });
  return client;
}
