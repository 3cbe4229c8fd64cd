// A whole Heddle for tests under tests/e2e: the supervisor, an embedded Postgres in a directory of its own, the
// gateway, the built pages and the demo tenant, on a free port.
//
//   const heddle = await startHeddle();
//   afterAll(() => heddle.stop());
//   await fetch(`${heddle.url}/v1/models`, { headers: { 'x-api-key': heddle.quickstart.apiKey } });
//
// `npm test` builds the pages before; with vitest alone, run `node scripts/start.mjs` once after changing them.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Quickstart, readQuickstart } from '../../server/supervisor/quickstart.ts';
import { listeningPort } from './listening-port.ts';

const MAIN = path.resolve(import.meta.dirname, '../../server/main.ts');
const COMPILE_CACHE = path.resolve(import.meta.dirname, '../../node_modules/.cache/heddle');
const READY_WITHIN_MS = 120_000;
const POLL_MS = 50;

export interface RunningHeddle {
  url: string;
  port: number;
  home: string;
  quickstart: Quickstart;
  /** The supervisor. */
  process: ChildProcess;
  /** Everything printed so far. */
  output(): string;
  /** Ends it in order; removes its home unless told to keep it. Resolves with the exit code. */
  stop(options?: { keepHome?: boolean }): Promise<number | null>;
}

export interface HeddleOptions {
  /** An earlier one's, to start from what is there. */
  home?: string;
  port?: number;
  /** On top of an environment without variables of Heddle. */
  environment?: Readonly<Record<string, string>>;
}

/** @throws with everything it printed when it ends, or is not ready in two minutes */
export async function startHeddle(options: HeddleOptions = {}): Promise<RunningHeddle> {
  const home = options.home ?? makeHome();
  const port = options.port ?? (await listeningPort());
  const url = `http://localhost:${port}`;
  const child = spawnHeddle({ ...options.environment, HEDDLE_HOME: home, PORT: String(port) });
  const output = collectOutput(child);
  const exited = once(child, 'exit').then(([code]: (number | null)[]) => code ?? null);
  const deadline = new AbortController();
  const tooLate = delay(READY_WITHIN_MS, undefined, { ref: false, signal: deadline.signal }).then(
    () => {
      child.kill('SIGKILL');
      throw new Error(`Heddle was not ready in time:\n${output()}`);
    },
    // It is ready, or has ended: the deadline is off.
    () => undefined,
  );
  const ended = exited.then((code) => Promise.reject(new Error(`Heddle ended (exit ${code}):\n${output()}`)));
  await Promise.race([becomesReady(url), ended, tooLate]).finally(() => deadline.abort());
  const quickstart = readQuickstart(home);
  if (!quickstart) throw new Error(`No quickstart.json in ${home}:\n${output()}`);
  return {
    url,
    port,
    home,
    quickstart,
    process: child,
    output,
    async stop({ keepHome = false } = {}) {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
      const code = await exited;
      if (!keepHome) rmSync(home, { recursive: true, force: true });
      return code;
    },
  };
}

/** An empty HEDDLE_HOME that Postgres can keep its data in, whoever runs the tests. */
export function makeHome(): string {
  const home = mkdtempSync(path.join(tmpdir(), 'heddle-e2e-'));
  chmodSync(home, 0o755);
  return home;
}

/** Starts server/main.ts with nothing of this shell's own Heddle in its environment. */
export function spawnHeddle(environment: Readonly<Record<string, string>>): ChildProcess {
  const foreign =
    /^(HEDDLE_|DATABASE_URL$|REDIS_URL$|PORT$|NODE_ENV$|NODE_OPTIONS$|NEXTAUTH_|\w+_API_KEY$|VITEST)/;
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
  return spawn(process.execPath, [MAIN], {
    stdio: ['ignore', 'pipe', 'pipe'],
    // As scripts/start.mjs does.
    env: { ...inherited, NODE_ENV: 'production', NODE_COMPILE_CACHE: COMPILE_CACHE, ...environment },
  });
}

/** Keeps what a child prints. */
export function collectOutput(child: ChildProcess): () => string {
  let text = '';
  const keep = (chunk: Buffer) => {
    text += chunk.toString('utf8');
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  return () => text;
}

async function becomesReady(url: string): Promise<void> {
  for (;;) {
    const ready = await fetch(`${url}/api/health/ready`).then(
      (response) => response.ok,
      () => false,
    );
    if (ready) return;
    await delay(POLL_MS);
  }
}
