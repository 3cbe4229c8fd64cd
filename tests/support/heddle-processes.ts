import { readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { postgresAccount } from '../../server/platform/db/embedded-postgres/account.ts';
import { dataDirectoryIn } from '../../server/platform/db/embedded-postgres/cluster.ts';
import { placePostgres } from '../../server/platform/db/embedded-postgres/placement.ts';
import { commandOf } from '../../server/platform/process-command.mjs';
import { childrenOf } from '../../server/supervisor/home-lock.ts';
import type { RunningHeddle } from './heddle.ts';

/** The numbers of a running Heddle's processes. */
export interface HeddleProcesses {
  supervisor: number;
  gateway: number;
  pages: number;
}

export function processesOf({ process: supervisor, home }: RunningHeddle): HeddleProcesses {
  const [gateway = 0, pages = 0] = childrenOf(home);
  return { supervisor: supervisor.pid ?? 0, gateway, pages };
}

/** The gateway processes of a home, in the order they were started in. */
export function gatewaysOf(home: string): number[] {
  return childrenOf(home).filter((pid) => commandOf(pid)?.includes('processes/gateway.ts'));
}

/** The embedded Postgres of a home. */
export function postmasterOf(home: string): number {
  return Number.parseInt(postmasterLock(home)[0] ?? '', 10);
}

/** Where the embedded Postgres of a home can be reached by its superuser. */
function ownerUrlOf(home: string): string {
  const port = postmasterLock(home)[3];
  const password = readFileSync(path.join(home, 'postgres.password'), 'utf8').trim();
  return `postgresql://heddle:${password}@127.0.0.1:${port}/heddle`;
}

/** Asks the embedded database of a home, as its superuser. */
export async function queryDatabaseOf(home: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: ownerUrlOf(home) });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Postgres's own notes: its number, its directory, when it started, its port. */
function postmasterLock(home: string): string[] {
  const data = dataDirectoryIn(placePostgres(home, postgresAccount()));
  return readFileSync(path.join(data, 'postmaster.pid'), 'utf8').split('\n');
}

/** A completion by the simulator. */
export function complete({ url, quickstart }: Pick<RunningHeddle, 'url' | 'quickstart'>): Promise<Response> {
  return fetch(`${url}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${quickstart.apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'simulator', messages: [{ role: 'user', content: 'Hello' }] }),
  });
}
