/** Bodies up to this length are gathered for anybody. */
export const SMALL_BODY_BYTES = 64 * 1024;

/** How many of the longest bodies may be held in memory at the same time. */
const MOST_LONGEST_BODIES = 16;

/** How much of the memory is taken by large bodies, from their first byte until their request is over. */
export class LargeBodies {
  readonly #mostBytes: number;
  #bytes = 0;

  constructor(maxBodyBytes: number) {
    this.#mostBytes = MOST_LONGEST_BODIES * maxBodyBytes;
  }

  /** False when there is no room for so many more; then nothing is taken. */
  take(bytes: number): boolean {
    if (this.#bytes + bytes > this.#mostBytes) return false;
    this.#bytes += bytes;
    return true;
  }

  release(bytes: number): void {
    this.#bytes -= bytes;
  }
}
