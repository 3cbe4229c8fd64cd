import { Worker } from 'node:worker_threads';
import { Fault } from '../../canonical/fault.ts';
import type { Logger } from '../../platform/logger.ts';
import { asFault } from '../as-fault.ts';
import type { Cancellation } from '../cancellation.ts';
import { doTask } from './do-task.ts';
import { FairQueue } from './fair-queue.ts';
import { faultFrom } from './portable-fault.ts';
import { RequestCache } from './request-cache.ts';
import type { FromThread, TaskName, Tasks, ToThread } from './tasks.ts';

export interface CodecWorkerOptions {
  logger: Logger;
  /** How long the thread may take to start. */
  startMs: number;
  /** How long one task may take before its thread is ended. */
  taskMs: number;
  /** How many tasks of one tenant may wait. */
  mostWaiting: number;
  /** After so long without a task the thread is ended, and its memory is free again. */
  idleMs: number;
  /** The thread's heap; one that needs more is ended. */
  heapMegabytes: number;
  /** Told of the thread's time, for the tenant whose task took it. */
  onWork?(tenantId: string, ms: number): void;
  /** The thread's program; null where none can be started: then this thread does the tasks. */
  entry: URL | null;
}

/** For whom a task is done. */
export interface TaskOwner {
  tenantId: string;
  /** Absent: the task is done even when the client has left. */
  cancellation?: Cancellation;
  /** What the ledger needs is done however many tasks of the tenant wait: nobody gets anything free by that. */
  isOwed?: boolean;
}

export interface CodecWorkerState {
  running: boolean;
  /** Tasks that wait. */
  queued: number;
  /** Threads that died or had to be ended since the process began. */
  restarts: number;
}

interface Job {
  name: TaskName;
  input: Tasks[TaskName]['input'];
  tenantId: string;
  resolve(output: Tasks[TaskName]['output']): void;
  reject(fault: Fault): void;
}

/** How long a client should wait whose tenant has too many tasks waiting. */
const retryAfterMs = 1_000;

/**
 * The thread for what is too long for the event loop's own. Started when there is something to do; when it dies, only
 * the task it was at fails, since every task holds all it needs. One task at a time, the tenants by turns.
 */
export class CodecWorker {
  readonly #options: CodecWorkerOptions;
  readonly #queue: FairQueue<Job>;
  /** For tasks that are done in this thread. */
  readonly #requests = new RequestCache();
  #thread: Worker | null = null;
  #isReady = false;
  #job: Job | null = null;
  #jobId = 0;
  #timer: NodeJS.Timeout | null = null;
  #restarts = 0;
  #closed = false;

  constructor(options: CodecWorkerOptions) {
    this.#options = options;
    this.#queue = new FairQueue(options.mostWaiting);
  }

  get state(): CodecWorkerState {
    return { running: this.#thread !== null, queued: this.#queue.size, restarts: this.#restarts };
  }

  /**
   * Does a task. Rejects with a Fault: the task's own, `overloaded` when the tenant has too many waiting,
   * `unavailable` when the thread died of it or took too long, and the reason when cancelled.
   */
  do<Name extends TaskName>(
    name: Name,
    input: Tasks[Name]['input'],
    { tenantId, cancellation, isOwed = false }: TaskOwner,
  ): Promise<Tasks[Name]['output']> {
    return new Promise<Tasks[TaskName]['output']>((resolve, reject) => {
      if (this.#closed) {
        reject(new Fault('shutting_down'));
        return;
      }
      const job: Job = {
        name,
        input,
        tenantId,
        resolve: (output) => {
          cancellation?.ignore();
          resolve(output);
        },
        reject: (fault) => {
          cancellation?.ignore();
          reject(fault);
        },
      };
      if (!this.#queue.add(tenantId, job, isOwed)) {
        const message = `More than ${this.#options.mostWaiting} long requests of this tenant are waiting to be read.`;
        reject(new Fault('overloaded', message, { retryAfterMs }));
        return;
      }
      // What runs already is let run: it is bounded, and its thread serves others too.
      cancellation?.listen((reason) => {
        this.#queue.remove(tenantId, job);
        reject(reason);
      });
      this.#next();
    }) as Promise<Tasks[Name]['output']>;
  }

  /** What the thread keeps under this key will not be asked for again. */
  forget(key: string): void {
    this.#thread?.postMessage({ type: 'forget', key } satisfies ToThread);
    this.#requests.forget(key);
  }

  /** Tasks that wait are refused. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#fail(new Fault('shutting_down'));
    for (let job = this.#queue.take(); job; job = this.#queue.take()) job.reject(new Fault('shutting_down'));
    await this.#end();
  }

  #next(): void {
    if (this.#job || this.#closed) return;
    const { entry } = this.#options;
    const job = this.#queue.take();
    if (!job) {
      this.#setTimer(this.#options.idleMs, () => void this.#end());
      return;
    }
    this.#job = job;
    this.#jobId++;
    if (entry === null) {
      void this.#doHere(job);
      return;
    }
    this.#thread ??= this.#start(entry);
    this.#setTimer(this.#isReady ? this.#options.taskMs : this.#options.startMs, this.#overdue);
    const { name, input } = job;
    this.#thread.postMessage({ type: 'do', id: this.#jobId, name, input } satisfies ToThread);
  }

  async #doHere(job: Job): Promise<void> {
    const startedAt = performance.now();
    try {
      job.resolve(await doTask(job.name, job.input as never, this.#requests));
    } catch (error) {
      job.reject(asFault(error));
    }
    this.#options.onWork?.(job.tenantId, performance.now() - startedAt);
    this.#job = null;
    this.#next();
  }

  #start(entry: URL): Worker {
    const { heapMegabytes, logger } = this.#options;
    this.#isReady = false;
    const thread = new Worker(entry, { resourceLimits: { maxOldGenerationSizeMb: heapMegabytes } });
    thread.unref();
    thread.on('message', (message: FromThread) => {
      if (this.#thread === thread) this.#answered(message);
    });
    thread.on('error', (error) => {
      if (this.#thread === thread) logger.error({ err: error }, 'a codec thread died');
    });
    thread.on('exit', () => {
      if (this.#thread !== thread) return;
      this.#thread = null;
      this.#restarts++;
      this.#fail(
        new Fault('unavailable', 'What had to be read could not be. Try again later.', { retryAfterMs }),
      );
      this.#next();
    });
    return thread;
  }

  #answered(message: FromThread): void {
    const job = this.#job;
    if (message.type === 'ready') {
      this.#isReady = true;
      if (job) this.#setTimer(this.#options.taskMs, this.#overdue);
      return;
    }
    if (!job || message.id !== this.#jobId) return;
    this.#job = null;
    this.#options.onWork?.(job.tenantId, message.ms);
    if (message.type === 'done') job.resolve(message.output);
    else job.reject(faultFrom(message.fault));
    this.#next();
  }

  readonly #overdue = (): void => {
    const { taskMs, logger } = this.#options;
    const job = this.#job;
    logger.error(
      { task: job?.name, tenantId: job?.tenantId, taskMs },
      'a codec thread was ended for taking too long',
    );
    if (job) this.#options.onWork?.(job.tenantId, taskMs);
    this.#restarts++;
    void this.#end();
    this.#fail(
      new Fault('unavailable', `What had to be read took longer than ${taskMs} ms.`, { retryAfterMs }),
    );
    this.#next();
  };

  #fail(fault: Fault): void {
    const job = this.#job;
    this.#job = null;
    job?.reject(fault);
  }

  async #end(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer);
    const thread = this.#thread;
    this.#thread = null;
    await thread?.terminate();
  }

  #setTimer(milliseconds: number, callback: () => void): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = setTimeout(callback, milliseconds).unref();
  }
}
