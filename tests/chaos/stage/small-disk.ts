import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import path from 'node:path';

const BLOCK = Buffer.alloc(64 * 1024);

/** A file system of its own, in memory, small enough to be filled. */
export class SmallDisk {
  readonly directory: string;

  private constructor(directory: string) {
    this.directory = directory;
  }

  /** Null where this process may not mount. */
  static mount(directory: string, megabytes: number): SmallDisk | null {
    mkdirSync(directory);
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=755`, 'heddle-chaos', directory], {
        stdio: 'ignore',
      });
      return new SmallDisk(directory);
    } catch {
      return null;
    }
  }

  /** To the last block. */
  fill(): void {
    const descriptor = openSync(this.#filler, 'a');
    try {
      while (statfsSync(this.directory).bavail > 0) writeSync(descriptor, BLOCK);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
    } finally {
      closeSync(descriptor);
    }
  }

  free(): void {
    rmSync(this.#filler, { force: true });
  }

  unmount(): void {
    execFileSync('umount', ['-l', this.directory], { stdio: 'ignore' });
  }

  get #filler(): string {
    return path.join(this.directory, 'filler');
  }
}
