import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { freePort } from '../../../server/platform/db/embedded-postgres/free-port.ts';
import { forkGateway } from '../../support/gateway-process.ts';
import type { Stage } from './stage.ts';

const PREPARE = path.resolve(import.meta.dirname, '../../../server/processes/prepare.ts');

/** One gateway process, without a supervisor. */
export interface Gateway {
  origin: string;
  pid: number;
  process: ChildProcess;
  /** Resolves when it has ended. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
}

/** Applies the configuration file, in the process that does so at every start. @throws when that fails */
export async function applyConfiguration(stage: Stage): Promise<void> {
  const child = fork(PREPARE, {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...process.env, ...stage.environment() },
  });
  let said = '';
  child.on('message', (message) => {
    said = JSON.stringify(message);
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`The configuration could not be applied (exit ${code}): ${said}`);
}

/** Resolves when it listens. @param environment on top of the stage's */
export async function startGateway(
  stage: Stage,
  environment: Readonly<Record<string, string>> = {},
): Promise<Gateway> {
  const port = await freePort();
  const child = forkGateway({ ...stage.environment(), ...environment, PORT: String(port) });
  const exited = once(child, 'exit');
  const failed = exited.then(([code]) =>
    Promise.reject(new Error(`The gateway did not start (exit ${code})`)),
  );
  await Promise.race([once(child, 'message'), failed]);
  failed.catch(() => undefined);
  return {
    origin: `http://127.0.0.1:${port}`,
    pid: child.pid ?? 0,
    process: child,
    async end(signal) {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill(signal);
      await exited;
    },
  };
}
