/** Pieces shorter than this are copied together: a buffer of its own for each would take many times its bytes. */
const smallPiece = 4096;

/** Bytes that come in pieces until they are whole; takes memory in proportion to them, however small the pieces. */
export class PendingBytes {
  length = 0;
  /** Pieces that are complete, in order; the bytes in `#tail` follow them. */
  #pieces: Buffer[] = [];
  /** Small pieces, joined; grows by doubling. */
  #tail: Buffer | null = null;
  #tailLength = 0;

  add(piece: Buffer): void {
    this.length += piece.length;
    if (piece.length >= smallPiece || (this.length === piece.length && this.#tail === null)) {
      // The first piece is kept as it is: most events are cut once.
      this.#closeTail();
      this.#pieces.push(piece);
      return;
    }
    const needed = this.#tailLength + piece.length;
    if (this.#tail === null || needed > this.#tail.length) this.#growTail(needed);
    if (this.#tail !== null) piece.copy(this.#tail, this.#tailLength);
    this.#tailLength = needed;
  }

  /** All of them and what completes them, as one; nothing is pending any more. */
  takeWith(last: Buffer): Buffer {
    this.#closeTail();
    const all = Buffer.concat([...this.#pieces, last], this.length + last.length);
    this.#pieces = [];
    this.length = 0;
    return all;
  }

  #growTail(needed: number): void {
    const grown = Buffer.allocUnsafe(Math.max(smallPiece, 2 * needed));
    this.#tail?.copy(grown, 0, 0, this.#tailLength);
    this.#tail = grown;
  }

  #closeTail(): void {
    if (this.#tail !== null && this.#tailLength > 0)
      this.#pieces.push(this.#tail.subarray(0, this.#tailLength));
    this.#tail = null;
    this.#tailLength = 0;
  }
}
