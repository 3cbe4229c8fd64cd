import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createLogger } from '../platform/logger.ts';
import { type Launch, launch } from './launch.ts';
import { type FromSupervisor, readToSupervisor } from './messages.ts';
import { StartError } from './start-error.ts';

const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 10_000;
/** A process that has served this long was healthy: its next failure counts as the first. */
const HEALTHY_AFTER_MS = 60_000;
const GIVE_UP_AFTER = 6;

export interface ChildOptions extends Launch {
  /** For people: "gateway", "pages". */
  name: string;
  /** Longest time it may take to stop before it is killed. */
  stopTimeoutMs: number;
  /** It listens, for the first time or again. */
  onReady(port: number): void;
  /** It ended by itself; it will be started again. */
  onDown(): void;
  /** A new process has this number, or none is left. */
  onPidChange(): void;
}

/** A process that is started again whenever it ends. */
export interface SupervisedChild {
  /** Resolves when it listens for the first time. */
  ready: Promise<void>;
  /** Rejects when it fails again and again and is given up. */
  givenUp: Promise<never>;
  pid(): number | undefined;
  send(message: FromSupervisor): void;
  /** Asks it to finish, and kills it if it does not in time. */
  stop(): Promise<void>;
}

/** Starts a child and keeps it running until `stop()`, waiting longer after each failure in a row. */
export function superviseChild(options: ChildOptions): SupervisedChild {
  const logger = createLogger('supervisor');
  const ready = Promise.withResolvers<void>();
  const givenUp = Promise.withResolvers<never>();
  givenUp.promise.catch(() => undefined);
  let child: ChildProcess | undefined;
  let restart: NodeJS.Timeout | undefined;
  let stopping = false;
  let failures = 0;

  const start = () => {
    let readyAt: number | undefined;
    const started = launch(options);
    child = started;
    options.onPidChange();
    started.on('message', (message) => {
      const received = readToSupervisor(message);
      if (received?.type !== 'ready') return;
      readyAt = Date.now();
      ready.resolve();
      options.onReady(received.port);
    });
    started.on('error', (error) => logger.error({ err: error }, `the ${options.name} process has a problem`));
    started.once('exit', (code, signal) => {
      child = undefined;
      options.onPidChange();
      if (stopping) return;
      options.onDown();
      failures = readyAt !== undefined && Date.now() - readyAt > HEALTHY_AFTER_MS ? 1 : failures + 1;
      if (failures >= GIVE_UP_AFTER) {
        givenUp.reject(
          new StartError(`The ${options.name} process failed ${failures} times in a row; see the log above`),
        );
        return;
      }
      const delayMs = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (failures - 1));
      logger.warn({ code, signal, delayMs }, `the ${options.name} process ended; starting it again`);
      restart = setTimeout(start, delayMs);
    });
  };
  start();

  return {
    ready: ready.promise,
    givenUp: givenUp.promise,
    pid: () => child?.pid,
    send: (message) => {
      if (child?.connected) child.send(message);
    },
    async stop() {
      stopping = true;
      clearTimeout(restart);
      if (!child) return;
      const running = child;
      const exited = once(running, 'exit');
      if (running.connected) running.send({ type: 'stop' } satisfies FromSupervisor);
      const killing = setTimeout(() => running.kill('SIGKILL'), options.stopTimeoutMs);
      await exited;
      clearTimeout(killing);
    },
  };
}
