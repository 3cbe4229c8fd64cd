import { totalmem } from 'node:os';

/** Bytes of memory this process may use: the machine's, or what its container (cgroup) has of them. */
export function memoryLimit(): number {
  // 0 or more than the machine has where nothing constrains it.
  const constrained = process.constrainedMemory();
  return constrained > 0 ? Math.min(constrained, totalmem()) : totalmem();
}
