import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { childEnvironment } from '../../server/platform/env.ts';
import { type BenchMessage, isBenchMessage, type Used } from './messages.ts';

type Answer<Type extends BenchMessage['type']> = Extract<BenchMessage, { type: Type }>;

export interface BenchProcessOptions {
  arguments?: readonly string[];
  nodeArguments?: readonly string[];
  environment?: Readonly<Record<string, string | undefined>>;
  /** Descriptors it inherits, from 4 on. */
  sockets?: readonly number[];
}

const STOP_TIMEOUT_MS = 15_000;

/** A process of the bench, to which one question at a time is put. */
export class BenchProcess {
  readonly #child: ChildProcess;
  readonly #name: string;

  /** @param entry Absolute path of its TypeScript file. */
  constructor(name: string, entry: string, options: BenchProcessOptions = {}) {
    this.#name = name;
    this.#child = fork(entry, options.arguments ?? [], {
      execArgv: [...(options.nodeArguments ?? [])],
      // Its log is written, as in production, and read by nobody.
      stdio: ['ignore', 'ignore', 'inherit', 'ipc', ...(options.sockets ?? [])],
      ...(options.environment === undefined ? {} : { env: childEnvironment(options.environment) }),
    });
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** Of a process that `report-use` is preloaded into. */
  use(): Promise<Used> {
    return this.ask({ type: 'use' }, 'used');
  }

  /** Sends a message and waits for the answer. @throws Error when the process ends instead */
  ask<Type extends BenchMessage['type']>(message: BenchMessage, type: Type): Promise<Answer<Type>> {
    this.#child.send(message);
    return this.hear(type);
  }

  /** Waits for a message. @throws Error when the process ends instead */
  hear<Type extends BenchMessage['type']>(type: Type): Promise<Answer<Type>> {
    return new Promise((resolve, reject) => {
      const onMessage = (message: unknown) => {
        if (isBenchMessage(message, type)) settle(() => resolve(message));
      };
      const onExit = (code: number | null) => {
        settle(() => reject(new Error(`The ${this.#name} process ended with ${code ?? 'a signal'}.`)));
      };
      const settle = (done: () => void) => {
        this.#child.off('message', onMessage);
        this.#child.off('exit', onExit);
        done();
      };
      this.#child.on('message', onMessage);
      this.#child.once('exit', onExit);
    });
  }

  /** Asks it to stop, and kills it when it does not. */
  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const killing = setTimeout(() => this.#child.kill('SIGKILL'), STOP_TIMEOUT_MS);
    this.#child.kill('SIGTERM');
    await once(this.#child, 'exit');
    clearTimeout(killing);
  }
}
