/** Characters of chunks kept; far more than an estimate needs, and parsed in some 20 ms. */
const MOST_KEPT = 2 * 1024 * 1024;
/** `{"candidates":[{"content":{"parts":[{"text":""}],"role":"model"},"index":0}],"modelVersion":"…"}`; usage, where it comes, counts itself. */
const FRAME_BYTES = 150;
/** A longer chunk is an image. */
const LONGEST_TEXT = 64 * 1024;

/** The chunks of a relayed stream as they came, for their text is read only where the ledger has to count: the beginning, and the last. */
export class KeptChunks {
  readonly kept: string[] = [];
  last = '';
  /** Of text, about, in UTF-8. */
  textBytes = 0;
  #keptCharacters = 0;
  #characters = 0;

  push(chunk: string): void {
    this.last = chunk;
    this.#characters += chunk.length;
    if (chunk.length <= LONGEST_TEXT) this.textBytes += Math.max(0, Buffer.byteLength(chunk) - FRAME_BYTES);
    if (this.#keptCharacters >= MOST_KEPT) return;
    this.#keptCharacters += chunk.length;
    this.kept.push(chunk);
  }

  /** How much all is for so much of what is kept, taken to be like it. */
  likeKept(amount: number): number {
    if (this.#characters === this.#keptCharacters) return amount;
    return Math.round((amount / this.#keptCharacters) * this.#characters);
  }
}
