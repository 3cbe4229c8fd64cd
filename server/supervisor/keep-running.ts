import { createLogger } from '../platform/logger.ts';
import type { ProcessState } from './process-state.ts';
import { restartPauseMs } from './restart-pause.ts';

/** Something that has served this long was healthy: its next failure counts as the first. */
const HEALTHY_AFTER_MS = 30_000;

/** One life of what is kept running. */
export interface Run<Address> {
  /** Resolves when it serves, with where it does. It need not ever settle, and may reject when `ended` resolves. */
  ready: Promise<Address>;
  /** Resolves when it has ended, however it did, with the reason and its last words. */
  ended: Promise<string>;
}

export interface KeepRunningOptions<Address> {
  /** For people: "gateway process". */
  name: string;
  begin(): Run<Address>;
  /** It serves, for the first time or again. */
  onReady(address: Address): void;
  onState(state: ProcessState): void;
}

/**
 * Begins something, and begins it again whenever it ends, however often: at once after a first failure, then after
 * growing pauses. Each failure is an error in the log.
 */
export function keepRunning<Address>(options: KeepRunningOptions<Address>): { stop(): void } {
  const logger = createLogger('supervisor');
  let stopped = false;
  let restart: NodeJS.Timeout | undefined;
  let failures = 0;
  let endedAt = 0;
  let lastWords: string | undefined;

  const tell = (state: ProcessState['state'], nextTryAt?: string) => {
    const told = { ...(lastWords !== undefined && { lastWords }), ...(nextTryAt && { nextTryAt }) };
    options.onState({ state, failures, since: new Date().toISOString(), ...told });
  };

  const start = () => {
    const run = options.begin();
    let readyAt: number | undefined;
    run.ready.then(
      (address) => {
        if (stopped) return;
        readyAt = Date.now();
        if (failures > 0) {
          logger.warn({ failures, afterMs: readyAt - endedAt }, `the ${options.name} serves again`);
        }
        options.onReady(address);
        tell('running');
      },
      // Why, it tells by ending.
      () => undefined,
    );
    void run.ended.then((words) => {
      if (stopped) return;
      lastWords = words;
      endedAt = Date.now();
      failures = readyAt !== undefined && endedAt - readyAt > HEALTHY_AFTER_MS ? 1 : failures + 1;
      const pauseMs = restartPauseMs(failures);
      const nextTryAt = new Date(endedAt + pauseMs).toISOString();
      logger.error(
        { failures, lastWords, nextTryAt },
        `the ${options.name} ${readyAt === undefined ? 'did not come up' : 'ended'}; ` +
          `starting it again ${pauseMs === 0 ? 'now' : `in ${pauseMs / 1000} s`}`,
      );
      tell('restarting', nextTryAt);
      restart = setTimeout(start, pauseMs);
    });
  };
  tell('starting');
  start();

  return {
    stop() {
      stopped = true;
      clearTimeout(restart);
    },
  };
}
