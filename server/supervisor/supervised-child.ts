import { type ChildRun, type ChildRunOptions, runChild } from './child-run.ts';
import { keepRunning } from './keep-running.ts';
import type { FromSupervisor } from './messages.ts';
import type { ProcessState } from './process-state.ts';
import { StartError } from './start-error.ts';

export interface ChildOptions extends ChildRunOptions {
  /** For people: "gateway", "pages". */
  name: string;
  /** Longest time it may take to stop before it is killed. */
  stopTimeoutMs: number;
  /** It listens, for the first time or again. */
  onReady(port: number): void;
  /** Called when it starts, listens, or has ended by itself, after which it is started again. */
  onState(state: ProcessState): void;
  /** A new process has this number, or none is left. */
  onPidChange(): void;
}

/** A process that is started again whenever it ends. */
export interface SupervisedChild {
  /** Resolves when it listens for the first time. */
  ready: Promise<void>;
  /** Rejects with a StartError when it says, before it ever listened, why it cannot. */
  refused: Promise<never>;
  pid(): number | undefined;
  send(message: FromSupervisor): void;
  /** Asks it to finish, and kills it if it does not in time. `replaced`: another one serves in its place. */
  stop(options?: { replaced: boolean }): Promise<void>;
}

/** Starts a child and keeps it running until `stop()`, waiting longer after each failure in a row. */
export function superviseChild(options: ChildOptions): SupervisedChild {
  const ready = Promise.withResolvers<void>();
  const refused = Promise.withResolvers<never>();
  refused.promise.catch(() => undefined);
  let wasReady = false;
  let run: ChildRun | undefined;

  const kept = keepRunning<number>({
    name: `${options.name} process`,
    begin() {
      const begun = runChild(options, (reason) => {
        // Later on, what keeps it from starting may pass: it is tried again.
        if (!wasReady) refused.reject(new StartError(reason));
      });
      run = begun;
      options.onPidChange();
      void begun.ended.then(() => {
        run = undefined;
        options.onPidChange();
      });
      return begun;
    },
    onReady(port) {
      wasReady = true;
      ready.resolve();
      options.onReady(port);
    },
    onState: options.onState,
  });

  return {
    ready: ready.promise,
    refused: refused.promise,
    pid: () => run?.child?.pid,
    send(message) {
      if (run?.child?.connected) run.child.send(message, () => undefined);
    },
    async stop({ replaced } = { replaced: false }) {
      kept.stop();
      if (!run) return;
      const { child, ended } = run;
      if (child?.connected) child.send({ type: 'stop', replaced } satisfies FromSupervisor, () => undefined);
      const killing = setTimeout(() => child?.kill('SIGKILL'), options.stopTimeoutMs);
      await ended;
      clearTimeout(killing);
    },
  };
}
