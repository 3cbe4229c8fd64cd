import type { AnswerProgress } from '../../canonical/answer-progress.ts';
import type { Fault } from '../../canonical/fault.ts';
import type { Loss } from '../../canonical/loss.ts';
import type { RelayReading } from '../../dialects/dialect.ts';
import type { Exchange } from '../exchange.ts';
import { joinBytes } from '../worker/gather-bytes.ts';
import type { AnswerStream } from './bridge.ts';
import { LongStrings } from './long-strings.ts';

/** Bytes that are worked off at once, whatever they hold. The worst, blank lines, take some 0.3 µs each. */
const leastBytes = 16 * 1024;
/** Slices double up to this while they take less than `slowMs`. */
const mostBytes = 64 * 1024;
const slowMs = 2;

/**
 * An answer on its way through that leaves room for others: long chunks are worked off in slices, and where other work
 * has filled this turn of the event loop, in a later one.
 */
export class PacedStream {
  readonly #exchange: Exchange;
  readonly #stream: AnswerStream;
  readonly #longStrings = new LongStrings();

  constructor(exchange: Exchange, stream: AnswerStream) {
    this.#exchange = exchange;
    this.#stream = stream;
  }

  get complete(): boolean {
    return this.#stream.complete;
  }

  get fault(): Fault | null {
    return this.#stream.fault;
  }

  get losses(): readonly Loss[] {
    return this.#stream.losses;
  }

  /**
   * Bytes for the client that a chunk of the upstream amounts to; null when there are none yet. Answers at once where
   * that keeps nobody waiting, as nearly always. What comes after a fault is not read.
   */
  push(chunk: Buffer): Buffer | null | Promise<Buffer | null> {
    const turn = this.#exchange.turn();
    const read = this.#longStrings.takeOut(chunk);
    return turn || read.length > leastBytes || this.#longStrings.hasTaken
      ? this.#pushSlices(read, turn)
      : this.#work(read);
  }

  end(): Buffer | null | Promise<Buffer | null> {
    const rest = this.#longStrings.end();
    const before = rest.length === 0 ? null : this.#work(rest);
    const last = this.#stream.end();
    return before || this.#longStrings.hasTaken ? this.#joined([before, last]) : last;
  }

  fail(fault: Fault): Buffer {
    return this.#stream.fail(fault);
  }

  reading(): RelayReading {
    return this.#stream.reading();
  }

  progress(): AnswerProgress {
    return this.#stream.progress();
  }

  #work(bytes: Buffer): Buffer | null {
    return this.#exchange.work('stream', () => this.#stream.push(bytes));
  }

  async #pushSlices(chunk: Buffer, firstTurn: Promise<void> | null): Promise<Buffer | null> {
    const shown: (Buffer | null)[] = [];
    let turn = firstTurn;
    let sliceBytes = leastBytes;
    for (let start = 0; start < chunk.length && !this.#stream.fault; ) {
      if (turn) await turn;
      const slice = chunk.subarray(start, start + sliceBytes);
      start += slice.length;
      const startedAt = performance.now();
      shown.push(this.#work(slice));
      if (performance.now() - startedAt < slowMs) sliceBytes = Math.min(sliceBytes * 2, mostBytes);
      turn = this.#exchange.turn();
    }
    return this.#joined(shown);
  }

  #joined(shown: readonly (Buffer | null)[]): Buffer | null | Promise<Buffer | null> {
    const pieces: Buffer[] = [];
    let length = 0;
    for (const bytes of shown) {
      for (const piece of bytes ? this.#longStrings.putBack(bytes) : []) {
        pieces.push(piece);
        length += piece.length;
      }
    }
    return pieces.length === 0 ? null : joinBytes(pieces, length);
  }
}
