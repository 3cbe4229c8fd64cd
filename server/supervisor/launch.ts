import { type ChildProcess, fork } from 'node:child_process';
import { childEnvironment, environmentVariable } from '../platform/env.ts';
import { socketArguments } from './child-arguments.ts';

/** How a child of the supervisor is run. */
export interface Launch {
  /** Absolute path of the TypeScript file it runs. */
  entry: string;
  arguments?: readonly string[];
  /** Options of Node's own, e.g. `--max-old-space-size=256`; this process's do not pass on. */
  nodeOptions?: readonly string[];
  /** Changes on top of this process's environment. */
  environment?: Readonly<Record<string, string | undefined>>;
  /** Descriptors of the listening sockets it inherits, asked for at each start. */
  sockets?: () => readonly number[];
}

/**
 * What glibc's allocator is told. By itself it keeps what was freed, in an arena for every thread, which after a few
 * bodies of tens of megabytes is several times what is in use: large blocks are given back at once, and arenas are few.
 * Other allocators ignore it. What the operator set stays.
 */
const ALLOCATOR = {
  MALLOC_ARENA_MAX: '2',
  MALLOC_MMAP_THRESHOLD_: String(256 * 1024),
  MALLOC_TRIM_THRESHOLD_: String(256 * 1024),
};

/**
 * In a process group of its own: Ctrl-C in a terminal reaches the supervisor alone, which stops all in order.
 * @param standardError `pipe`: whoever launches it reads that
 */
export function launch(
  { entry, arguments: args = [], nodeOptions, environment, sockets }: Launch,
  standardError: 'inherit' | 'pipe' = 'inherit',
): ChildProcess {
  const inherited = sockets?.() ?? [];
  return fork(entry, [...args, ...socketArguments(inherited.length)], {
    detached: true,
    execArgv: [...(nodeOptions ?? [])],
    env: childEnvironment({ ...unset(ALLOCATOR), ...environment }),
    stdio: ['ignore', 'inherit', standardError, 'ipc', ...inherited],
  });
}

function unset(variables: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(variables).filter(([name]) => !environmentVariable(name)));
}
