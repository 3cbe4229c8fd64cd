import { open, readdir, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { UsageRecord } from '../../ledger.ts';
import { interruptedRecords } from './interrupted-records.ts';
import { OPEN } from './open-request-file.ts';
import { readLine } from './open-request-line.ts';
import { type Owner, stillRuns } from './owner.ts';

/** A process that cannot be seen from here shows life every second. */
const SILENT_FOR_MS = 60_000;
/** The owner's line is some 150 bytes. */
const FIRST_LINE_BYTES = 1_024;

/** What was last seen of a file; times by this process's own clock, since machines that share a disk differ in theirs. */
interface Seen {
  owner: Owner | null;
  changedMs: number;
  bytes: number;
  sinceMs: number;
}

/** The files of processes that died with requests open. Any number of processes may look, and take the same file. */
export class LeftOpenRequests {
  readonly #directory: string;
  readonly #seen = new Map<string, Seen>();

  constructor(directory: string) {
    this.#directory = directory;
  }

  /** Names of the files whose process is dead. */
  async find(): Promise<string[]> {
    const names = await readdir(this.#directory).catch((error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
      throw error;
    });
    const files = names.filter((name) => name.endsWith(OPEN));
    for (const name of this.#seen.keys()) {
      if (!files.includes(name)) this.#seen.delete(name);
    }
    const left: string[] = [];
    for (const name of files) {
      if (await this.#isLeft(name)) left.push(name);
    }
    return left;
  }

  /** Null when another process took it. */
  async read(name: string): Promise<UsageRecord[] | null> {
    const text = await readFile(this.#path(name), 'utf8').catch(() => null);
    return text === null ? null : interruptedRecords(text);
  }

  /** Its records are in the database. */
  async remove(name: string): Promise<void> {
    await rm(this.#path(name), { force: true });
  }

  async #isLeft(name: string): Promise<boolean> {
    const seen = this.#seen.get(name);
    const owner = seen?.owner ?? (await this.#readOwner(name));
    const runs = owner && stillRuns(owner);
    if (runs !== null) return !runs;
    const found = await stat(this.#path(name)).catch(() => null);
    if (!found) return false;
    const nowMs = performance.now();
    const unchanged = seen?.changedMs === found.mtimeMs && seen.bytes === found.size;
    const sinceMs = unchanged ? seen.sinceMs : nowMs;
    this.#seen.set(name, { owner, changedMs: found.mtimeMs, bytes: found.size, sinceMs });
    return nowMs - sinceMs > SILENT_FOR_MS;
  }

  /** Null when there is none, or not yet. */
  async #readOwner(name: string): Promise<Owner | null> {
    const file = await open(this.#path(name), 'r').catch(() => null);
    if (!file) return null;
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(FIRST_LINE_BYTES), 0, FIRST_LINE_BYTES, 0);
      const [first = ''] = buffer.toString('utf8', 0, bytesRead).split('\n', 1);
      const line = readLine(first);
      return line?.type === 'owner' ? line.owner : null;
    } finally {
      await file.close();
    }
  }

  #path(name: string): string {
    return path.join(this.#directory, name);
  }
}
