import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Logger } from '../../../platform/logger.ts';
import type { OpenRecord, OpenRequest } from '../../ledger.ts';
import { type BegunLines, BegunLineWriter, wholeText } from './begun-lines.ts';
import { OpenRequestFile } from './open-request-file.ts';
import { writeOver, writeProgress } from './open-request-line.ts';

/** Requests whose progress is asked in one turn of the event loop; some microseconds each. */
const ASKED_PER_TURN = 500;
/** From here on what is over is left behind in the old file. */
const REPLACE_FROM_BYTES = 8 * 1024 * 1024;
/** An append takes microseconds. A disk that takes this long must not hold up everybody again and again. */
const SLOW_MS = 250;

export interface OpenRequestsOptions {
  directory: string;
  logger: Logger;
  /** How often progress is asked, and life shown. */
  noteProgressEveryMs?: number;
  /** How long nothing is written after a write failed. */
  pauseMs?: number;
}

interface Open {
  request: OpenRequest;
  begun: BegunLines;
  progress: string;
}

/**
 * The requests of this process that providers are at work on, kept in a file that outlives the process: what was
 * begun, how far each had come about a second ago, and what is over. Lines of one turn of the event loop are written
 * together. Where they cannot be written, requests go on all the same.
 */
export class OpenRequests {
  readonly #file: OpenRequestFile;
  readonly #logger: Logger;
  readonly #noteProgressEveryMs: number;
  readonly #pauseMs: number;
  readonly #open = new Map<string, Open>();
  readonly #writer = new BegunLineWriter();
  #lines = '';
  #flushed: Promise<void> | null = null;
  #timer: NodeJS.Timeout | null = null;
  /** By `performance.now()`. */
  #pausedUntil = 0;
  /** The file lacks lines, so that a new one has to be written. */
  #incomplete = false;
  /** That it cannot be written has been logged. */
  #failing = false;
  #replaceFromBytes = REPLACE_FROM_BYTES;

  constructor({ directory, logger, noteProgressEveryMs = 1_000, pauseMs = 10_000 }: OpenRequestsOptions) {
    this.#file = new OpenRequestFile(directory);
    this.#logger = logger;
    this.#noteProgressEveryMs = noteProgressEveryMs;
    this.#pauseMs = pauseMs;
  }

  /** Resolves when the request is in the file, within this turn of the event loop, or cannot be. */
  begin(request: OpenRequest): Promise<void> {
    const begun = this.#writer.write(request);
    this.#open.set(request.record.id, { request, begun, progress: '' });
    this.#lines += this.#writer.textOf(begun);
    this.#timer ??= this.#startTimer();
    this.#flushed ??= new Promise((resolve) => {
      setImmediate(() => {
        this.#flushed = null;
        this.#flush();
        resolve();
      });
    });
    return this.#flushed;
  }

  /** Its record is durable, or it never began. */
  end(id: string): void {
    if (this.#open.delete(id)) this.#lines += writeOver(id);
  }

  isOpen(id: string): boolean {
    return this.#open.has(id);
  }

  /** Those that came so long ago, with the lines that their records are made of where this process dies. */
  openForLongerThan(milliseconds: number): { record: OpenRecord; line: string }[] {
    const latest = Date.now() - milliseconds;
    const found = [];
    for (const { request, begun, progress } of this.#open.values()) {
      const { record } = request;
      if (record.createdAt.getTime() <= latest) found.push({ record, line: wholeText(begun) + progress });
    }
    return found;
  }

  /** What is still open now is left to whoever comes next. */
  close(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#flush();
    if (this.#open.size === 0) this.#removeFile();
    else this.#file.close();
  }

  #flush(): void {
    const lines = this.#lines;
    this.#lines = '';
    const startedAt = performance.now();
    if (startedAt < this.#pausedUntil) return;
    try {
      if (this.#incomplete || this.#file.bytes + lines.length > this.#replaceFromBytes) this.#replace();
      else if (lines !== '') this.#file.append(lines);
      this.#recovered();
    } catch (error) {
      this.#pause(error);
    }
    if (performance.now() - startedAt > SLOW_MS) this.#pause(new Error(`A write took over ${SLOW_MS} ms.`));
  }

  #replace(): void {
    let lines = '';
    this.#writer.startFile();
    for (const { begun, progress } of this.#open.values()) lines += this.#writer.textOf(begun) + progress;
    this.#file.replace(lines);
    this.#replaceFromBytes = Math.max(REPLACE_FROM_BYTES, 2 * this.#file.bytes);
  }

  #startTimer(): NodeJS.Timeout {
    return setTimeout(() => void this.#noteProgress(), this.#noteProgressEveryMs).unref();
  }

  /** Once a second while requests are open; the file goes when none is. */
  async #noteProgress(): Promise<void> {
    let asked = 0;
    for (const [id, open] of [...this.#open]) {
      if (!this.#open.has(id)) continue;
      try {
        this.#note(id, open);
      } catch (error) {
        this.#logger.debug({ requestId: id, err: error }, 'an open request could not say how far it is');
      }
      if (++asked % ASKED_PER_TURN !== 0) continue;
      this.#flush();
      await nextTurn();
    }
    if (!this.#timer) return;
    if (this.#open.size === 0) {
      this.#lines = '';
      this.#timer = null;
      this.#removeFile();
      return;
    }
    this.#flush();
    this.#showLife();
    this.#timer = this.#startTimer();
  }

  #note(id: string, open: Open): void {
    const { record, tokensSoFar } = open.request;
    const tokens = tokensSoFar();
    const progress = writeProgress(id, Date.now() - record.createdAt.getTime(), tokens);
    open.progress = progress;
    this.#lines += progress;
  }

  #showLife(): void {
    if (performance.now() < this.#pausedUntil) return;
    try {
      // Who could not see this process took it for dead; what is open now is put down anew.
      if (!this.#file.touch()) this.#incomplete = true;
    } catch (error) {
      this.#pause(error);
    }
  }

  #removeFile(): void {
    this.#writer.startFile();
    try {
      this.#file.remove();
    } catch (error) {
      this.#pause(error);
    }
  }

  #pause(error: unknown): void {
    this.#pausedUntil = performance.now() + this.#pauseMs;
    this.#incomplete = true;
    if (this.#failing) return;
    this.#failing = true;
    this.#logger.error(
      { err: error },
      'open requests cannot be kept on disk; should this process be killed, those under way may leave no record',
    );
  }

  #recovered(): void {
    this.#incomplete = false;
    if (!this.#failing) return;
    this.#failing = false;
    this.#logger.info('open requests are kept on disk again');
  }
}
