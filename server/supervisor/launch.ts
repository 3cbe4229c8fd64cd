import { type ChildProcess, fork } from 'node:child_process';
import { childEnvironment } from '../platform/env.ts';

/** How a child of the supervisor is run. */
export interface Launch {
  /** Absolute path of the TypeScript file it runs. */
  entry: string;
  arguments?: readonly string[];
  /** Options of Node's own, e.g. `--max-old-space-size=256`; this process's do not pass on. */
  nodeOptions?: readonly string[];
  /** Changes on top of this process's environment. */
  environment?: Readonly<Record<string, string | undefined>>;
}

/**
 * In a process group of its own: Ctrl-C in a terminal reaches the supervisor alone, which stops all in order.
 * @param standardError `pipe`: whoever launches it reads that
 */
export function launch(
  { entry, arguments: args, nodeOptions, environment }: Launch,
  standardError: 'inherit' | 'pipe' = 'inherit',
): ChildProcess {
  return fork(entry, args, {
    detached: true,
    execArgv: [...(nodeOptions ?? [])],
    env: childEnvironment(environment ?? {}),
    stdio: ['ignore', 'inherit', standardError, 'ipc'],
  });
}
