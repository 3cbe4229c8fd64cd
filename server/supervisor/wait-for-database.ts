import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { connectionTo } from '../platform/db/pools.ts';
import { createLogger } from '../platform/logger.ts';
import { restartPauseMs } from './restart-pause.ts';

const CONNECT_TIMEOUT_MS = 10_000;
const LONGEST_PAUSE_MS = 5_000;

/** Nobody listens there, or not yet; the name is not known, or not yet. */
const AWAY = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EAI_AGAIN',
  'ENOTFOUND',
  'EPIPE',
  // Starting up, shutting down, crashed and recovering; no connection left.
  '57P01',
  '57P02',
  '57P03',
  '53300',
]);

/** What pg says, without a code, when nobody answers or the other side hangs up. */
const HUNG_UP = /^(?:Connection terminated|timeout expired)/;

/**
 * Resolves when a database can be connected to, or when it says why it cannot, which waiting does not change: a wrong
 * password, no such database. While nobody answers, that is told as an error in the log, again and again.
 */
export async function waitForDatabase(url: string): Promise<void> {
  const { host, pathname } = new URL(url);
  for (let failures = 1; ; failures += 1) {
    const reason = await whyAway(url);
    if (reason === null) return;
    const pauseMs = Math.min(LONGEST_PAUSE_MS, restartPauseMs(failures + 1));
    createLogger('database').error(
      { reason, failures },
      `waiting for the database ${pathname.slice(1)} at ${host}; trying again in ${pauseMs / 1000} s`,
    );
    await delay(pauseMs);
  }
}

/** Whether an error says that the database is away, and may come back. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('code' in error && AWAY.has(String(error.code))) return true;
  return HUNG_UP.test(error.message) || isDatabaseAway(error.cause);
}

async function whyAway(url: string): Promise<string | null> {
  const client = new pg.Client({ ...connectionTo(url), connectionTimeoutMillis: CONNECT_TIMEOUT_MS });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return null;
  } catch (error) {
    if (!isDatabaseAway(error)) return null;
    const { message, code } = error as Error & { code?: string };
    return message || (code ?? 'no answer');
  } finally {
    void client.end().catch(() => undefined);
  }
}
