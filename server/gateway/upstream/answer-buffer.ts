import { Fault } from '../../canonical/fault.ts';
import { ByteList } from '../byte-list.ts';
import type { Cancellation } from '../cancellation.ts';
import type { UpstreamTimeouts } from '../settings.ts';
import type { Holding } from '../shares/holding.ts';
import { joinBytes } from '../worker/gather-bytes.ts';
import type { UpstreamBody } from './upstream.ts';

/** Bytes that may wait here before the sender is asked to pause. */
const highWaterBytes = 1024 * 1024;
const noRoomForAnswer =
  'The answer is longer than what the tenant may hold in memory beside its other requests.';

export interface AnswerBufferOptions {
  timeouts: UpstreamTimeouts;
  maxAnswerBytes: number;
  maxWholeAnswerBytes: number;
  cancellation: Cancellation;
  /** What waits here is taken from it. */
  holding: Holding;
  /** Stops the sender, with the reason; called at most once, and not after it has ended. */
  stop(reason: Fault): void;
  /** The sender has ended or was stopped; called once. */
  ended?(): void;
  pause(): void;
  resume(): void;
}

/**
 * Between an upstream that pushes and a reader that pulls: bounded, timed and cancellable. The first-byte
 * clock starts with construction; each chunk restarts the idle clock, which stands still while the sender is
 * paused because the client is slow.
 */
export class AnswerBuffer implements UpstreamBody {
  readonly #options: AnswerBufferOptions;
  readonly #waiting = new ByteList();
  /** What the reader has taken last and is still at work on. */
  #lentBytes = 0;
  #gathering = false;
  #totalBytes = 0;
  #ended = false;
  #paused = false;
  #fault: Fault | null = null;
  #wake: (() => void) | null = null;
  #timer: NodeJS.Timeout;
  #timesIdle = false;

  constructor(options: AnswerBufferOptions) {
    this.#options = options;
    this.#timer = setTimeout(this.#expire, options.timeouts.firstByteMs);
    options.cancellation.listen(this.fail);
  }

  /** From the sender: more bytes. */
  push(chunk: Buffer): void {
    if (this.#ended) return;
    this.#totalBytes += chunk.length;
    const { maxAnswerBytes, maxWholeAnswerBytes } = this.#options;
    const mostBytes = this.#gathering ? maxWholeAnswerBytes : maxAnswerBytes;
    if (this.#totalBytes > mostBytes) {
      this.fail(new Fault('upstream_malformed', `The provider's answer is longer than ${mostBytes} bytes.`));
      return;
    }
    if (this.#timesIdle) {
      this.#timer.refresh();
    } else {
      clearTimeout(this.#timer);
      this.#timesIdle = true;
      this.#timer = setTimeout(this.#expire, this.#options.timeouts.idleMs);
    }
    const hasRoom = this.#options.holding.keep(chunk.length);
    this.#waiting.push(chunk);
    if (this.#gathering) {
      // Nobody takes bytes out meanwhile, so the bounds are the answer's and the tenant's, not the buffer's.
      if (!hasRoom) this.fail(new Fault('share_exceeded', noRoomForAnswer));
      return;
    }
    if (!hasRoom || this.#waiting.length > highWaterBytes) this.#pause();
    this.#wakeReader();
  }

  /** From the sender: no more bytes, all is well. */
  end(): void {
    if (this.#ended) return;
    this.#finish();
    this.#wakeReader();
  }

  /** No more bytes, and why. What has come before is still delivered first. */
  readonly fail = (fault: Fault): void => {
    if (this.#ended) return;
    this.#fault = fault;
    this.#finish();
    this.#options.stop(fault);
    this.#wakeReader();
  };

  async read(): Promise<Buffer | null> {
    this.#giveBack();
    for (;;) {
      if (this.#waiting.length > 0) return this.#take();
      if (this.#fault) throw this.#fault;
      if (this.#ended) return null;
      await this.#more();
    }
  }

  async readAll(): Promise<Buffer> {
    this.#gathering = true;
    this.#resume();
    while (!this.#ended) await this.#more();
    if (this.#fault) throw this.#fault;
    const { length } = this.#waiting;
    this.#lentBytes = length;
    return joinBytes(this.#waiting.takeChunks(), length);
  }

  cancel(): void {
    if (!this.#ended) this.fail(new Fault('client_closed'));
    this.#giveBack();
    this.#options.holding.give(this.#waiting.length);
    this.#waiting.clear();
  }

  #take(): Buffer {
    this.#lentBytes = this.#waiting.length;
    const bytes = this.#waiting.take();
    this.#resume();
    return bytes;
  }

  #giveBack(): void {
    this.#options.holding.give(this.#lentBytes);
    this.#lentBytes = 0;
  }

  #pause(): void {
    if (this.#paused) return;
    this.#paused = true;
    this.#options.pause();
  }

  #resume(): void {
    if (!this.#paused) return;
    this.#paused = false;
    this.#timer.refresh();
    this.#options.resume();
  }

  #more(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }

  #wakeReader(): void {
    const wake = this.#wake;
    this.#wake = null;
    wake?.();
  }

  #finish(): void {
    this.#ended = true;
    clearTimeout(this.#timer);
    this.#options.cancellation.ignore();
    this.#options.ended?.();
  }

  readonly #expire = (): void => {
    if (this.#paused) {
      this.#timer.refresh();
      return;
    }
    const { firstByteMs, idleMs } = this.#options.timeouts;
    const message = this.#timesIdle
      ? `The provider fell silent for ${idleMs} ms in the middle of its answer.`
      : `The provider did not begin to answer within ${firstByteMs} ms.`;
    this.fail(new Fault('upstream_timeout', message));
  };
}
