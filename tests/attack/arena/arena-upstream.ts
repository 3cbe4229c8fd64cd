import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

const ENTRY = path.join(import.meta.dirname, '../upstream/upstream.ts');

/** A process of upstreams. */
export interface ArenaUpstream {
  /** E.g. `http://127.0.0.1:4000`. */
  origin: string;
  pid: number;
  stop(): Promise<void>;
}

export async function startUpstream(): Promise<ArenaUpstream> {
  const child: ChildProcess = fork(ENTRY, { execArgv: [], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const [ready] = (await once(child, 'message')) as [{ port: number }];
  return {
    origin: `http://127.0.0.1:${ready.port}`,
    pid: child.pid ?? 0,
    async stop() {
      if (child.exitCode !== null) return;
      child.disconnect();
      await once(child, 'exit');
    },
  };
}
