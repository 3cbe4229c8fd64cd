import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { postgresAccount } from '../../server/platform/db/embedded-postgres/account.ts';
import { findBinaries } from '../../server/platform/db/embedded-postgres/binaries.ts';
import {
  type Cluster,
  dataDirectoryIn,
  startCluster,
} from '../../server/platform/db/embedded-postgres/cluster.ts';
import { migrate } from '../../server/platform/db/migrate.ts';

/** A Postgres of a test's own, with Heddle's schema, for what cannot be done to one that others use. */
export interface OwnPostgres {
  /** The same, whatever happens. */
  url: string;
  /** Stops every process of it (SIGSTOP): connections stand, and nothing answers. */
  freeze(): void;
  thaw(): void;
  isRunning(): boolean;
  /** Ends its postmaster where it stands (SIGKILL). Resolves when it is gone; {@link start} brings it back. */
  kill(): Promise<void>;
  stop(): Promise<void>;
  start(): Promise<void>;
  /** Stops it and removes its files. */
  close(): Promise<void>;
}

/** @param parent where it makes its directory; every account may pass through it */
export async function ownPostgres(
  settings: Record<string, string> = {},
  parent: string = tmpdir(),
): Promise<OwnPostgres> {
  const directory = mkdtempSync(path.join(parent, 'heddle-own-postgres-'));
  // The account Postgres runs as passes through it.
  chmodSync(directory, 0o755);
  const account = postgresAccount();
  const start = (port?: string) =>
    startCluster({
      directory,
      account,
      binaries: findBinaries(account, path.join(tmpdir(), 'heddle-test-binaries')),
      password: 'test',
      settings: { fsync: 'off', ...settings, ...(port && { port }) },
    });
  let cluster: Cluster = await start();
  const url = cluster.url('postgres');
  await migrate(url);
  const signal = (name: NodeJS.Signals) => {
    for (const pid of processesOf(directory)) {
      try {
        process.kill(pid, name);
      } catch {
        // It has ended meanwhile.
      }
    }
  };
  return {
    url,
    freeze: () => signal('SIGSTOP'),
    thaw: () => signal('SIGCONT'),
    isRunning: () => processesOf(directory).length > 0,
    async kill() {
      signal('SIGCONT');
      const [postmaster] = processesOf(directory);
      if (postmaster !== undefined) process.kill(postmaster, 'SIGKILL');
      await cluster.ended;
    },
    stop: () => cluster.stop(),
    async start() {
      cluster = await start(new URL(url).port);
    },
    async close() {
      signal('SIGCONT');
      await cluster.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** The postmaster and its children; none when it does not run. */
function processesOf(directory: string): number[] {
  let postmaster: number;
  try {
    postmaster = Number.parseInt(
      readFileSync(path.join(dataDirectoryIn(directory), 'postmaster.pid'), 'utf8'),
      10,
    );
  } catch {
    return [];
  }
  const children = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && parentOf(name) === postmaster);
  return [postmaster, ...children.map(Number)];
}

function parentOf(pid: string): number | undefined {
  try {
    return Number(/^PPid:\s+(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
  } catch {
    // It has ended meanwhile.
    return undefined;
  }
}
