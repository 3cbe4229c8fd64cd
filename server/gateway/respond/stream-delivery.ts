import { Fault } from '../../canonical/fault.ts';
import { withoutCredential } from '../../platform/without-credential.ts';
import { asFault } from '../as-fault.ts';
import type { OpenedAnswer, OpenedStream } from '../attempt.ts';
import type { Begin } from '../begin.ts';
import { endedByOf } from '../ended-by.ts';
import type { Exchange } from '../exchange.ts';
import { faultWithoutCredential } from '../fault-without-credential.ts';
import type { Settle, Settlement } from '../settle.ts';

/** How long an upstream may keep the connection open after it has said everything, for usage that comes late. */
const lingerMs = 3_000;
/** Text makes no more of a stream's bytes than this part; it is kept for an estimate of its tokens. */
const keptPart = 1 / 4;
/** More of it is not kept. */
const mostKeptBytes = 2 * 1024 * 1024;

/**
 * A stream on its way to the client. Whether it is read to its end, fails or is returned early, it settles
 * the request exactly once; the bytes that complete it come out after that. Written by hand because a
 * generator that is returned before it is started runs none of its code.
 */
export class StreamDelivery implements AsyncIterableIterator<Buffer> {
  readonly #exchange: Exchange;
  readonly #answer: OpenedAnswer;
  readonly #opened: OpenedStream;
  readonly #begin: Begin;
  readonly #settle: Settle;
  #begun = false;
  #held: Buffer[] = [];
  /** Of an event that has not ended. */
  #unendedBytes = 0;
  /** Of text for an estimate. */
  #keptBytes = 0;
  #pending: Buffer | null;
  #over: boolean;
  #linger: NodeJS.Timeout | null = null;

  constructor(exchange: Exchange, answer: OpenedAnswer, opened: OpenedStream, begin: Begin, settle: Settle) {
    this.#exchange = exchange;
    this.#answer = answer;
    this.#opened = opened;
    this.#begin = begin;
    this.#settle = settle;
    this.#pending = opened.first;
    this.#over = opened.ended;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async next(): Promise<IteratorResult<Buffer, undefined>> {
    try {
      for (;;) {
        const bytes = this.#pending ?? (this.#over ? null : await this.#pull());
        this.#pending = null;
        if (bytes) {
          if (!this.#opened.stream.complete && !this.#over && !this.#opened.stream.fault) {
            if (!this.#begun) this.#beginOnce();
            return { done: false, value: bytes };
          }
          this.#held.push(this.#opened.stream.fault ? this.#withoutCredential(bytes) : bytes);
          // What comes after the end is not worth more room than there is.
          if (!this.#exchange.holding.keep(bytes.length)) return await this.#release();
        }
        if (this.#over || this.#opened.stream.fault) return await this.#release();
        if (this.#opened.stream.complete) this.#startLinger();
      }
    } catch (error) {
      return this.#fail(asFault(error));
    }
  }

  /** The client left, or the transport gave up. */
  async return(): Promise<IteratorResult<Buffer, undefined>> {
    this.#over = true;
    this.#stop();
    await this.#settleOnce(new Fault('client_closed'), 'client');
    return { done: true, value: undefined };
  }

  /**
   * From the first bytes that leave before the end is known, the ledger knows how far the answer is. Of the request it
   * knows already, so nothing waits for it.
   */
  #beginOnce(): void {
    this.#begun = true;
    const { candidate, firstByteMs } = this.#answer;
    const { stream } = this.#opened;
    void this.#begin(this.#exchange, candidate, { firstByteMs, progress: () => stream.progress() });
  }

  async #pull(): Promise<Buffer | null> {
    const chunk = await this.#opened.body.read();
    if (chunk === null) {
      this.#over = true;
      return this.#opened.stream.end();
    }
    const { holding } = this.#exchange;
    const kept = Math.min(Math.ceil(chunk.length * keptPart), mostKeptBytes - this.#keptBytes);
    if (kept > 0) holding.take(kept);
    this.#keptBytes += kept;
    const pushed = this.#opened.stream.push(chunk);
    const bytes = pushed instanceof Promise ? await pushed : pushed;
    if (!bytes) {
      holding.take(chunk.length);
      this.#unendedBytes += chunk.length;
    } else if (this.#unendedBytes > 0) {
      holding.give(this.#unendedBytes);
      this.#unendedBytes = 0;
    }
    return bytes;
  }

  /** All is said, or the upstream told of its failure: account for it, then let go of what was held back. */
  async #release(): Promise<IteratorResult<Buffer, undefined>> {
    this.#over = true;
    this.#stop();
    const failure = this.#opened.stream.fault;
    const fault = failure && faultWithoutCredential(failure, this.#answer.candidate.channel.credential);
    await this.#settleOnce(fault, fault ? endedByOf(fault) : 'completed');
    const held = this.#held;
    this.#held = [];
    const [only] = held;
    if (!only) return { done: true, value: undefined };
    return { done: false, value: held.length === 1 ? only : Buffer.concat(held) };
  }

  /** The upstream broke off, fell silent or was cancelled: says so in the client's own format. */
  async #fail(fault: Fault): Promise<IteratorResult<Buffer, undefined>> {
    const { stream } = this.#opened;
    if (stream.complete) return this.#release();
    this.#over = true;
    this.#stop();
    if (this.#exchange.clientHasLeft) {
      await this.#settleOnce(fault, 'client');
      return { done: true, value: undefined };
    }
    this.#held.push(stream.fail(fault));
    return this.#release();
  }

  /** An upstream that has said everything but does not hang up is not waited for any longer, whatever it still sends. */
  #startLinger(): void {
    this.#linger ??= setTimeout(() => this.#opened.body.cancel(), lingerMs);
  }

  #stop(): void {
    if (this.#linger) clearTimeout(this.#linger);
    this.#opened.body.cancel();
  }

  /** An upstream that tells of its failure may repeat what it was sent. */
  #withoutCredential(bytes: Buffer): Buffer {
    return Buffer.from(withoutCredential(bytes.toString('utf8'), this.#answer.candidate.channel.credential));
  }

  #settleOnce(fault: Fault | null, endedBy: Settlement['endedBy']): Promise<void> {
    const { stream } = this.#opened;
    const reading = stream.reading();
    this.#exchange.losses.addAll(stream.losses);
    return this.#settle(this.#exchange, {
      served: this.#answer.candidate,
      answer: {
        model: reading.model,
        usage: reading.usage,
        finish: reading.finish,
        complete: stream.complete,
        text: () => reading.text(),
        textLength: () => reading.textLength?.() ?? reading.text().length,
      },
      fault,
      httpStatus: 200,
      endedBy,
      firstByteMs: this.#answer.firstByteMs,
      // Not the stream's bytes: a secret that is spread over events would not be recognised in them.
      shown: this.#exchange.caller?.tenant.storeContent ? Buffer.from(reading.text()) : null,
    });
  }
}
