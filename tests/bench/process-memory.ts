import { readFileSync } from 'node:fs';

/** What a process holds, in bytes. */
export interface ProcessMemory {
  /** Of memory that it shares with others, its part (PSS). */
  proportional: number;
  /** All of it (RSS): what several share counts for each. */
  resident: number;
}

/** Nothing when it has ended. */
export function memoryOf(pid: number): ProcessMemory {
  try {
    const told = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    const kibibytes = (name: string) =>
      Number(told.match(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm'))?.[1] ?? 0);
    return { proportional: kibibytes('Pss') * 1024, resident: kibibytes('Rss') * 1024 };
  } catch {
    return { proportional: 0, resident: 0 };
  }
}

/** Processor time that a process has used; the system counts in hundredths of a second. */
export function cpuMicrosecondsOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
  // proc(5): the name in parentheses may hold anything; of the user the 14th field, of the system the 15th.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10_000;
}
