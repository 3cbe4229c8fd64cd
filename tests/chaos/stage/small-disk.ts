import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';

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

  /** To the last block, in a process of its own: everything here goes on meanwhile. */
  async fill(): Promise<void> {
    const filling = spawn('dd', ['if=/dev/zero', `of=${this.#filler}`, 'bs=1M'], { stdio: 'ignore' });
    // It ends when there is no room left.
    await once(filling, 'exit');
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
