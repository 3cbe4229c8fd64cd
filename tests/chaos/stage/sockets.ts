import { readdirSync, readlinkSync } from 'node:fs';

/** How many sockets a process has open (Linux). */
export function socketsOf(pid: number): number {
  let count = 0;
  for (const descriptor of readdirSync(`/proc/${pid}/fd`)) {
    try {
      if (readlinkSync(`/proc/${pid}/fd/${descriptor}`).startsWith('socket:')) count++;
    } catch {
      // Closed meanwhile.
    }
  }
  return count;
}
