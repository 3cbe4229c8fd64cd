/**
 * A stream on its way to the client, of which a copy is kept. When the client leaves, it is read on to its end for the
 * copy's sake, unless the copy was given up, because there is no room for it.
 */
export class RecordedStream implements AsyncIterableIterator<Buffer> {
  readonly #source: AsyncIterator<Buffer>;
  readonly #takeRoom: (bytes: number) => boolean;
  readonly #onEnd: (copy: Buffer | null) => Promise<void>;
  #copy: Buffer[] | null = [];
  #pulling: Promise<IteratorResult<Buffer, undefined>> | null = null;
  #over = false;

  /**
   * @param takeRoom whether so many more bytes may be kept
   * @param onEnd called once; the stream ends when it has resolved. Null: there is no whole copy
   */
  constructor(
    source: AsyncIterable<Buffer>,
    takeRoom: (bytes: number) => boolean,
    onEnd: (copy: Buffer | null) => Promise<void>,
  ) {
    this.#source = source[Symbol.asyncIterator]();
    this.#takeRoom = takeRoom;
    this.#onEnd = onEnd;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<IteratorResult<Buffer, undefined>> {
    this.#pulling = this.#pull();
    return this.#pulling;
  }

  /** The client left, or the transport gave up. */
  async return(): Promise<IteratorResult<Buffer, undefined>> {
    // What breaks off has ended, too.
    this.#finish().catch(() => undefined);
    return { done: true, value: undefined };
  }

  async #pull(): Promise<IteratorResult<Buffer, undefined>> {
    try {
      const { done, value } = await this.#source.next();
      if (!done) {
        this.#keep(value);
        return { done: false, value };
      }
    } catch (error) {
      this.#copy = null;
      await this.#end();
      throw error;
    }
    await this.#end();
    return { done: true, value: undefined };
  }

  #keep(bytes: Buffer): void {
    if (!this.#copy) return;
    if (this.#takeRoom(bytes.length)) this.#copy.push(bytes);
    else this.#copy = null;
  }

  /** Reads what is left, for nobody but the copy. */
  async #finish(): Promise<void> {
    await this.#pulling;
    while (!this.#over) {
      if (this.#copy) {
        await this.#pull();
      } else {
        await this.#source.return?.();
        await this.#end();
      }
    }
  }

  async #end(): Promise<void> {
    if (this.#over) return;
    this.#over = true;
    await this.#onEnd(this.#copy && Buffer.concat(this.#copy));
  }
}
