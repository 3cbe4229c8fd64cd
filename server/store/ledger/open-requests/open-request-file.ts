import { randomUUID } from 'node:crypto';
import { closeSync, fstatSync, futimesSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import { writeOwner } from './open-request-line.ts';
import { thisProcess } from './owner.ts';

/** How the names of such files end. */
export const OPEN = '.open';

/**
 * A file of this process that only grows, is given up for a new one, and is gone while there is nothing to say.
 * Written without `fsync`: it survives the process, not a loss of power. All of it is synchronous, since an append
 * to the page cache takes some five microseconds and a way through the thread pool ten times that.
 */
export class OpenRequestFile {
  readonly #directory: string;
  #path: string | null = null;
  #descriptor: number | null = null;
  #bytes = 0;
  /** Files whose place a new one is to take; they stay until it is written. */
  #old: string[] = [];

  constructor(directory: string) {
    this.#directory = directory;
  }

  /** How long it is. */
  get bytes(): number {
    return this.#bytes;
  }

  /** @throws when the disk does not take all of it; then only {@link replace} helps */
  append(lines: string): void {
    const descriptor = this.#descriptor ?? this.#start();
    const bytes = Buffer.from(lines);
    if (writeSync(descriptor, bytes) < bytes.length) throw new Error('The disk took a part only.');
    this.#bytes += bytes.length;
  }

  /** A new file with these lines takes the place of the old one. @throws as {@link append} does; the old one stays */
  replace(lines: string): void {
    if (this.#path !== null) this.#old.push(this.#path);
    this.close();
    try {
      this.append(lines);
    } catch (error) {
      this.#removeNew();
      throw error;
    }
    this.#removeOld();
  }

  /** Shows that this process is alive. @returns false when somebody took the file away. @throws like {@link append} */
  touch(): boolean {
    if (this.#descriptor === null) return false;
    if (fstatSync(this.#descriptor).nlink === 0) return false;
    const now = new Date();
    futimesSync(this.#descriptor, now, now);
    return true;
  }

  /** @throws when the disk does not let it go */
  remove(): void {
    this.#removeNew();
    this.#removeOld();
  }

  /** Leaves it as it is. */
  close(): void {
    if (this.#descriptor !== null) closeSync(this.#descriptor);
    this.#descriptor = null;
    this.#path = null;
    this.#bytes = 0;
  }

  #start(): number {
    mkdirSync(this.#directory, { recursive: true, mode: 0o700 });
    this.#path = path.join(this.#directory, `${randomUUID()}${OPEN}`);
    this.#descriptor = openSync(this.#path, 'ax', 0o600);
    this.append(writeOwner(thisProcess()));
    return this.#descriptor;
  }

  #removeNew(): void {
    const path = this.#path;
    this.close();
    if (path !== null) rmSync(path, { force: true });
  }

  #removeOld(): void {
    for (const old of this.#old) rmSync(old, { force: true });
    this.#old = [];
  }
}
