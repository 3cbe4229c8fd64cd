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
    return joined(this.takeChunks(), length);
  }

  /** All of it as it came; nothing is left. */
  takeChunks(): Buffer[] {
    const chunks = this.#chunks;
    this.clear();
    return chunks;
  }

  /** What came first, so many bytes at most. */
  takeSome(mostBytes: number): Buffer {
    if (this.#length <= mostBytes) return this.take();
    let count = 0;
    let length = 0;
    for (; count < this.#chunks.length; count++) {
      const more = this.#chunks[count]?.length ?? 0;
      if (length + more > mostBytes) break;
      length += more;
    }
    if (count === 0) return this.#split(mostBytes);
    const chunks = this.#chunks.splice(0, count);
    this.#length -= length;
    this.#small = Math.min(this.#small, this.#chunks.length);
    return joined(chunks, length);
  }

  /** The beginning of the first chunk, which is longer. */
  #split(bytes: number): Buffer {
    const [first = nothing] = this.#chunks;
    this.#chunks[0] = first.subarray(bytes);
    this.#length -= bytes;
    return first.subarray(0, bytes);
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

function joined(chunks: readonly Buffer[], length: number): Buffer {
  const [only = nothing] = chunks;
  return chunks.length > 1 ? Buffer.concat(chunks, length) : only;
}
