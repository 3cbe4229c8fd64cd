import { randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { LedgerEntry } from './entry.ts';
import { readEntry, writeEntry } from './entry-json.ts';

const WAITING = '.jsonl';
const DRAFT = '.draft';
/** Entries the database refused, and files with damaged lines: kept for a person to look at. */
const SET_ASIDE = '.set-aside';
/** Entries parsed in one turn of the event loop; some ten microseconds each. */
const ENTRIES_PER_TURN = 500;
/** A draft this old belongs to a process that died while writing; nobody was told that it was kept. */
const ABANDONED_AFTER_MS = 10 * 60_000;

/**
 * Entries kept on disk until the database takes them. Each file is written once, whole, and never changed
 * after: any number of processes may share the directory, and whoever brings a file in deletes it. Files are
 * readable by their owner only.
 */
export class Spool {
  readonly #directory: string;

  constructor(directory: string) {
    this.#directory = directory;
  }

  /** Resolves when the entries would survive a loss of power. */
  async keep(entries: readonly LedgerEntry[]): Promise<void> {
    await this.#write(entries, WAITING);
  }

  /** Keeps what the database will never take. */
  async setAside(entries: readonly LedgerEntry[]): Promise<void> {
    await this.#write(entries, SET_ASIDE);
  }

  /** Names of the files that wait, oldest first. Clears away abandoned drafts. */
  async list(): Promise<string[]> {
    const names = await readdir(this.#directory).catch((error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
      throw error;
    });
    for (const name of names) {
      if (name.endsWith(DRAFT)) await this.#removeAbandoned(name);
    }
    return names.filter((name) => name.endsWith(WAITING)).sort();
  }

  /** The entries of a file. Null when another process has brought it in meanwhile. */
  async read(name: string): Promise<{ entries: LedgerEntry[]; damagedLines: number } | null> {
    const text = await readFile(this.#path(name), 'utf8').catch(() => null);
    if (text === null) return null;
    const entries: LedgerEntry[] = [];
    let damagedLines = 0;
    for (const line of text.split('\n')) {
      if (line === '') continue;
      if ((entries.length + 1) % ENTRIES_PER_TURN === 0) await nextTurn();
      try {
        entries.push(readEntry(line));
      } catch {
        damagedLines++;
      }
    }
    return { entries, damagedLines };
  }

  /** The file's entries are in the database. */
  async remove(name: string): Promise<void> {
    await rm(this.#path(name), { force: true });
  }

  /** The file's readable entries are in the database; what is damaged stays for a person. */
  async putAway(name: string): Promise<void> {
    await rename(this.#path(name), this.#path(name.replace(WAITING, SET_ASIDE)));
  }

  async #write(entries: readonly LedgerEntry[], ending: string): Promise<void> {
    await mkdir(this.#directory, { recursive: true, mode: 0o700 });
    const name = `${Date.now()}-${randomUUID()}`;
    const draft = this.#path(name + DRAFT);
    const file = await open(draft, 'wx', 0o600);
    await andClose(file, async () => {
      await file.writeFile(`${entries.map(writeEntry).join('\n')}\n`);
      await file.sync();
    });
    await rename(draft, this.#path(name + ending));
    const directory = await open(this.#directory, 'r');
    await andClose(directory, () => directory.sync());
  }

  async #removeAbandoned(name: string): Promise<void> {
    const found = await stat(this.#path(name)).catch(() => null);
    if (found && Date.now() - found.mtimeMs > ABANDONED_AFTER_MS) await this.remove(name);
  }

  #path(name: string): string {
    return path.join(this.#directory, name);
  }
}

async function andClose(file: FileHandle, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } finally {
    await file.close();
  }
}
