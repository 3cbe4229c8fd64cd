import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';

/** Which processors the servers under test have for themselves, and which the load and the upstream share. */
export interface Cores {
  servers: string;
  load: string;
}

/** @returns a reason where processes cannot be kept apart: no taskset, one processor */
export function findCores(): Cores | string {
  const count = availableParallelism();
  if (count < 2) return 'this machine has one processor';
  const allowed = spawnSync('taskset', ['-cp', String(process.pid)], { encoding: 'utf8' });
  if (allowed.status !== 0) return 'there is no taskset';
  const processors = (allowed.stdout.split(':').at(-1) ?? '').trim().split(',').flatMap(expand);
  const [first, ...others] = processors;
  return { servers: String(first), load: others.join(',') };
}

/** Moves a process and all its threads; what it starts later follows. */
export function moveTo(processors: string, pid: number): void {
  spawnSync('taskset', ['-acp', processors, String(pid)], { stdio: 'ignore' });
}

/** `0-3` as `0,1,2,3` */
function expand(range: string): number[] {
  const [from = 0, to = from] = range.split('-').map(Number);
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}
