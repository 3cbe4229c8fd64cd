/** Characters kept. A little more than is stored of an answer where a tenant wants that; an estimate needs far less. */
const MOST_KEPT = 1024 * 1024 + 64 * 1024;

/** Text that comes piece by piece, such as a streamed answer: its beginning is kept, and how long all of it is. */
export class SaidText {
  /** In UTF-16 code units. */
  length = 0;
  #kept = '';
  #measured = 0;
  #measuredBytes = 0;

  push(text: string): void {
    this.length += text.length;
    const room = MOST_KEPT - this.#kept.length;
    if (room > 0) this.#kept += text.length > room ? text.slice(0, room) : text;
  }

  /** In UTF-8. Measures what was added since it was last asked; what is not kept is taken to be like what is. */
  get bytes(): number {
    if (this.#measured < this.#kept.length) {
      this.#measuredBytes += Buffer.byteLength(this.#kept.slice(this.#measured));
      this.#measured = this.#kept.length;
    }
    return this.length === this.#measured
      ? this.#measuredBytes
      : Math.round((this.#measuredBytes / this.#measured) * this.length);
  }

  /** The beginning. */
  toString(): string {
    return this.#kept;
  }
}
