import { readFileSync } from 'node:fs';

/** Bytes that a process holds, of what it shares with others its part (PSS); 0 when it has ended. */
export function memoryOf(pid: number): number {
  try {
    const [, kibibytes = '0'] =
      readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8').match(/^Pss:\s+(\d+) kB/m) ?? [];
    return Number(kibibytes) * 1024;
  } catch {
    return 0;
  }
}
