import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { childEnvironment } from '../../server/platform/env.ts';
import { listeningPort } from './listening-port.ts';

const ENTRY = path.resolve(import.meta.dirname, '../../server/processes/gateway.ts');

export interface GatewayProcess {
  process: ChildProcess;
  /** Of the chat endpoint in OpenAI's format. */
  url: string;
  /** Resolves when it has ended. */
  kill(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
}

/** The gateway's own process, which has yet to say whether it listens. */
export function forkGateway(environment: Readonly<Record<string, string>>): ChildProcess {
  return fork(ENTRY, {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: childEnvironment({ HEDDLE_HOST: '127.0.0.1', ...environment }),
  });
}

/**
 * The gateway's own process, on the test's database and a free port of this machine. Resolves when it listens.
 * @param environment on top of this process's
 */
export async function startGatewayProcess(
  environment: Readonly<Record<string, string>> = {},
): Promise<GatewayProcess> {
  const port = await listeningPort();
  const process = forkGateway({ PORT: String(port), ...environment });
  await once(process, 'message');
  return {
    process,
    url: `http://127.0.0.1:${port}/v1/chat/completions`,
    async kill(signal) {
      process.kill(signal);
      await once(process, 'exit');
    },
  };
}
