/** Characters of chunks kept; about a mebibyte of text when it comes in small pieces. */
const MOST_KEPT = 8 * 1024 * 1024;
/** `{"candidates":[{"content":{"parts":[{"text":""}],"role":"model"},"index":0}],"modelVersion":"…"}`; usage, where it comes, counts itself. */
const FRAME_BYTES = 150;
/** A longer chunk is an image. */
const LONGEST_TEXT = 64 * 1024;

/**
 * The chunks of a relayed stream as they came, for they are read only where the ledger asks: all of them, or of a
 * very long stream the beginning, those that say more than text, and the last.
 */
export class KeptChunks {
  readonly #kept: string[] = [];
  #keptCharacters = 0;
  #characters = 0;
  #bytes = 0;
  /** Whether `last` stands beside what is kept. */
  #lastIsExtra = false;
  last = '';

  /** @param saysMore whether it has to be kept for more than its text */
  push(chunk: string, saysMore: boolean): void {
    this.last = chunk;
    this.#characters += chunk.length;
    if (chunk.length <= LONGEST_TEXT) this.#bytes += Math.max(0, Buffer.byteLength(chunk) - FRAME_BYTES);
    this.#lastIsExtra = this.full && !saysMore;
    if (this.#lastIsExtra) return;
    this.#keptCharacters += chunk.length;
    this.#kept.push(chunk);
  }

  /** From now on, text is counted only. */
  get full(): boolean {
    return this.#keptCharacters >= MOST_KEPT;
  }

  get list(): readonly string[] {
    return this.#lastIsExtra ? [...this.#kept, this.last] : this.#kept;
  }

  /** About, in UTF-8. */
  get textBytes(): number {
    return this.#bytes;
  }

  /** How much all is for so much of what is kept, taken to be like it. */
  likeKept(amount: number): number {
    if (this.#characters === this.#keptCharacters) return amount;
    return Math.round((amount / this.#keptCharacters) * this.#characters);
  }
}
