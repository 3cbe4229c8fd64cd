/** So many small chunks are made one: each takes some 200 bytes beside its own, and a sender may send single bytes. */
const MERGED_CHUNKS = 512;
const SMALL_BYTES = 1024;
const nothing = Buffer.alloc(0);

/** Bytes that come in chunks and are wanted in one piece; copied once for that, and not at all when it is one chunk. */
export class ByteList {
  #chunks: Buffer[] = [];
  /** How many chunks at the end are small ones in a row. */
  #small = 0;
  #length = 0;

  /** In bytes. */
  get length(): number {
    return this.#length;
  }

  push(chunk: Buffer): void {
    this.#length += chunk.length;
    this.#chunks.push(chunk);
    if (chunk.length > SMALL_BYTES) this.#small = 0;
    else if (++this.#small === MERGED_CHUNKS) this.#merge();
  }

  /** All of it; nothing is left. */
  take(): Buffer {
    const length = this.#length;
    const chunks = this.takeChunks();
    const [only = nothing] = chunks;
    return chunks.length > 1 ? Buffer.concat(chunks, length) : only;
  }

  /** All of it, for who joins it otherwise. */
  takeChunks(): Buffer[] {
    const chunks = this.#chunks;
    this.clear();
    return chunks;
  }

  clear(): void {
    this.#chunks = [];
    this.#small = 0;
    this.#length = 0;
  }

  #merge(): void {
    this.#chunks.push(Buffer.concat(this.#chunks.splice(-MERGED_CHUNKS)));
    this.#small = 0;
  }
}
