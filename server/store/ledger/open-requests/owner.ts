import { readFileSync, readlinkSync } from 'node:fs';

/** Which process a file belongs to, told so that another one can see whether it still runs. */
export interface Owner {
  /** One boot of one machine, and the namespace that process numbers count in; null where the system does not tell. */
  machine: string | null;
  pid: number;
  /** Process numbers are given out again; the number together with this is not. Null like `machine`. */
  startedAt: string | null;
}

let own: Owner | undefined;

/** This process. */
export function thisProcess(): Owner {
  own ??= { machine: thisMachine(), pid: process.pid, startedAt: startOf(process.pid) };
  return own;
}

/** Null when that cannot be told from here: the process is another machine's or container's. */
export function stillRuns(owner: Owner): boolean | null {
  if (owner.startedAt === null || owner.machine === null) return null;
  if (owner.machine !== thisProcess().machine) return null;
  return startOf(owner.pid) === owner.startedAt;
}

function thisMachine(): string | null {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return `${boot} ${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    return null;
  }
}

/** Clock ticks from the machine's boot to the start of a process; null when there is none of this number, or only its corpse. */
function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // proc(5): the name in parentheses may hold anything; state is the 3rd field, the time of the start the 22nd.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' || fields[0] === 'X' ? null : (fields[19] ?? null);
  } catch {
    return null;
  }
}
