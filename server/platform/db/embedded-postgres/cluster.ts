import { type ChildProcess, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Account } from './account.ts';
import type { Binaries } from './binaries.ts';
import { freePort } from './free-port.ts';
import { stopPostmaster } from './postmaster.ts';

const USER = 'heddle';
/** After a crash, what was written since the last checkpoint is read again, which takes its time. */
const START_TIMEOUT_MS = 5 * 60_000;
const KEPT_OUTPUT_CHARACTERS = 4_000;

/** What a server says while processes of a killed one are still on their way out. */
const OLD_SERVER = 'pre-existing shared memory block';
const OLD_SERVER_MS = 20_000;
const LOOK_AGAIN_MS = 200;

export interface ClusterOptions {
  /** Parent of the data directory; made if missing. */
  directory: string;
  binaries: Binaries;
  /** Whom it runs as; undefined: as this process. */
  account: Account | undefined;
  /** Password of the superuser `heddle`; must be the one the cluster was made with. */
  password: string;
  /** A free one when not given. */
  port?: number | undefined;
  /** Server settings, e.g. `{ fsync: 'off' }`. */
  settings?: Readonly<Record<string, string>>;
}

/** A running Postgres that this process started. It listens on 127.0.0.1 only. */
export interface Cluster {
  port: number;
  /** Address of a database of this cluster, as its superuser. */
  url(database: string): string;
  /** Settles with a reason when the server ends by itself, never otherwise. */
  ended: Promise<string>;
  /** Fast shutdown: open transactions are rolled back. */
  stop(): Promise<void>;
}

/** Where a cluster's data is, given its directory. */
export function dataDirectoryIn(directory: string): string {
  return path.join(directory, 'data');
}

/**
 * Makes the cluster if there is none, clears away what an earlier crash left, and starts it.
 * @throws with the server's own last words when it does not come up
 */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const data = dataDirectoryIn(options.directory);
  if (!existsSync(data)) await initialise(options, data);
  const latest = performance.now() + OLD_SERVER_MS;
  for (;;) {
    await stopPostmaster(data);
    try {
      return await startServer(options, data);
    } catch (error) {
      const isOldThere = error instanceof Error && error.message.includes(OLD_SERVER);
      if (!isOldThere || performance.now() > latest) throw error;
      await delay(LOOK_AGAIN_MS);
    }
  }
}

async function startServer(options: ClusterOptions, data: string): Promise<Cluster> {
  const port = options.port ?? (await freePort());
  const settings = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    ...options.settings,
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const server = run(options, options.binaries.postgres, ['-D', data, ...flags]);
  let stopping = false;
  const output = collectOutput(server);
  const exited = new Promise<string>((resolve) => {
    server.once('error', (error) => resolve(error.message));
    server.once('exit', (code, signal) => resolve(`exit ${code ?? signal}\n${withoutRows(output.text())}`));
  });
  const failed = exited.then((reason) => Promise.reject(new Error(`Postgres did not start: ${reason}`)));
  await Promise.race([output.contains('ready to accept connections', START_TIMEOUT_MS), failed]);
  failed.catch(() => undefined);
  return {
    port,
    url: (database) => `postgresql://${USER}:${options.password}@127.0.0.1:${port}/${database}`,
    ended: new Promise((resolve) => {
      void exited.then((reason) => stopping || resolve(reason));
    }),
    async stop() {
      stopping = true;
      await stopPostmaster(data);
      await exited;
    },
  };
}

/** initdb into a draft that is renamed when it is whole, so that an interrupted one is never mistaken for data. */
async function initialise(options: ClusterOptions, data: string): Promise<void> {
  const { directory, account, binaries, password } = options;
  mkdirSync(directory, { recursive: true });
  const draft = path.join(directory, 'initialising');
  const passwordFile = path.join(directory, 'initial-password');
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (account) for (const file of [draft, passwordFile]) chownSync(file, account.uid, account.gid);
  try {
    const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
    const durability = options.settings?.fsync === 'off' ? ['--no-sync'] : [];
    const login = [`--username=${USER}`, '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
    const initdb = run(options, binaries.initdb, ['-D', draft, ...login, ...locale, ...durability]);
    const output = collectOutput(initdb);
    const code = await new Promise<number | null>((resolve, reject) => {
      initdb.once('error', reject);
      initdb.once('close', resolve);
    });
    if (code !== 0) throw new Error(`initdb failed (exit ${code}):\n${output.text()}`);
    renameSync(draft, data);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/** In a process group of its own, so that Ctrl-C in a terminal reaches only whoever shuts things down in order. */
function run({ account, directory }: ClusterOptions, program: string, args: string[]): ChildProcess {
  return spawn(program, args, {
    ...account,
    cwd: directory,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { NODE_ENV: 'production', PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
  });
}

/** Errors of single statements may quote rows and statements, which are nobody's business here. */
function withoutRows(output: string): string {
  return output
    .split('\n')
    .filter((line) => !/\b(?:ERROR|DETAIL|CONTEXT|QUERY|STATEMENT): |^\t/.test(line))
    .join('\n');
}

/** Keeps the end of what a child prints, and tells when a text has appeared in it. */
function collectOutput(child: ChildProcess) {
  let text = '';
  const waiting = new Set<() => void>();
  const take = (chunk: Buffer) => {
    text = (text + chunk.toString('utf8')).slice(-KEPT_OUTPUT_CHARACTERS);
    for (const check of waiting) check();
  };
  child.stdout?.on('data', take);
  child.stderr?.on('data', take);
  return {
    text: () => text.trim(),
    contains: (part: string, withinMs: number) =>
      new Promise<void>((resolve, reject) => {
        const timer = setTimeout(() => {
          child.kill('SIGQUIT');
          reject(new Error(`Postgres did not start within ${withinMs / 1000} s: ${text}`));
        }, withinMs);
        const check = () => {
          if (!text.includes(part)) return;
          clearTimeout(timer);
          waiting.delete(check);
          resolve();
        };
        child.once('exit', () => clearTimeout(timer));
        waiting.add(check);
        check();
      }),
  };
}
