import path from 'node:path';
import { createLogger } from '../platform/logger.ts';
import { WITHOUT_JOBS } from './child-arguments.ts';
import type { FromSupervisor } from './messages.ts';
import type { ProcessState } from './process-state.ts';
import type { PublicPort } from './public-port.ts';
import { type ChildOptions, type SupervisedChild, superviseChild } from './supervised-child.ts';

const ENTRY = path.resolve(import.meta.dirname, '../processes/gateway.ts');

export interface GatewayOptions
  extends Pick<
    ChildOptions,
    'startTimeoutMs' | 'hangTimeoutMs' | 'stopTimeoutMs' | 'environment' | 'nodeOptions'
  > {
  count: number;
  port: PublicPort;
  arguments: readonly string[];
  /** What each is told when it listens. */
  greeting(): FromSupervisor;
  /** `name` as in status.json: `gateway`, or `gateway-1` and so on where there are several. */
  onState(name: string, state: ProcessState): void;
  onPidChange(): void;
}

/** The processes that serve the public port, each of them started again whenever it ends. */
export interface GatewayProcesses {
  /** Resolves when all of them listen. */
  ready: Promise<unknown>;
  /** Rejects with a StartError when one says, before it ever listened, why it cannot. */
  refused: Promise<never>;
  pids(): number[];
  send(message: FromSupervisor): void;
  /**
   * Puts a new process in the place of each, one after the other: it listens before the old one is asked to finish. One
   * that does not come up ends the round, and the old one goes on. While a round is under way, no other begins.
   */
  replaceEach(): Promise<void>;
  /** Nobody accepts a connection any more; what is in flight finishes. */
  stop(): Promise<void>;
}

export function superviseGateways(options: GatewayOptions): GatewayProcesses {
  const { count, port } = options;
  const logger = createLogger('supervisor');
  const states = new Map<number, ProcessState>();
  /** Those in their places, and those that come or go. */
  const alive = new Set<SupervisedChild>();
  let isStopping = false;
  let isReplacing = false;

  const nameOf = (index: number) => (count === 1 ? 'gateway' : `gateway-${index + 1}`);
  const note = (index: number, state: ProcessState) => {
    states.set(index, state);
    options.onState(nameOf(index), state);
    // Rather refused at once than kept waiting for a process that is to be tried again some time.
    if (states.size === count && [...states.values()].every(isWaiting)) port.release();
  };
  const begin = (index: number, onState: (state: ProcessState) => void): SupervisedChild => {
    const child = superviseChild({
      ...options,
      name: nameOf(index),
      entry: ENTRY,
      arguments: [...options.arguments, ...(index === 0 ? [] : [WITHOUT_JOBS])],
      sockets: () => {
        port.hold();
        return port.descriptors;
      },
      onReady: () => child.send(options.greeting()),
      onState,
    });
    alive.add(child);
    return child;
  };
  const end = async (child: SupervisedChild, replaced: boolean) => {
    await child.stop({ replaced });
    alive.delete(child);
    options.onPidChange();
  };
  const inPlace = Array.from({ length: count }, (_, index) => begin(index, (state) => note(index, state)));

  /** @returns whether the new one came up */
  const replace = async (index: number): Promise<boolean> => {
    const failed = Promise.withResolvers<ProcessState>();
    let isInPlace = false;
    const next = begin(index, (state) => {
      if (isInPlace) note(index, state);
      else if (state.state === 'restarting') failed.resolve(state);
    });
    const trouble = await Promise.race([next.ready.then(() => null), failed.promise]);
    if (trouble || isStopping) {
      if (trouble)
        logger.error(
          { lastWords: trouble.lastWords },
          `no new ${nameOf(index)} process; the old one goes on`,
        );
      await end(next, false);
      return false;
    }
    const old = inPlace[index];
    inPlace[index] = next;
    isInPlace = true;
    note(index, { state: 'running', failures: 0, since: new Date().toISOString() });
    if (old) await end(old, true);
    return true;
  };

  return {
    ready: Promise.all(inPlace.map((child) => child.ready)),
    refused: Promise.race(inPlace.map((child) => child.refused)),
    pids: () => [...alive].flatMap((child) => child.pid() ?? []),
    send(message) {
      for (const child of alive) child.send(message);
    },
    async replaceEach() {
      if (isReplacing || isStopping) return;
      isReplacing = true;
      logger.info('replacing the gateway processes, one at a time');
      for (let index = 0; index < count && (await replace(index)); index += 1) {
        logger.info(`a new ${nameOf(index)} process serves`);
      }
      isReplacing = false;
    },
    async stop() {
      isStopping = true;
      port.release();
      await Promise.all([...alive].map((child) => end(child, false)));
    },
  };
}

/** It failed more than once in a row, and is started again after a pause. */
function isWaiting({ state, failures }: ProcessState): boolean {
  return state === 'restarting' && failures > 1;
}
