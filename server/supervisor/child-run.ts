import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { Run } from './keep-running.ts';
import { keepLastWords } from './last-words.ts';
import { type Launch, launch } from './launch.ts';
import { readToSupervisor } from './messages.ts';
import { watchChild } from './watch-child.ts';

/** What was written before the end may arrive after its news. */
const LAST_WORDS_MS = 100;

/** One life of a child process; `ready` gives the port it listens on. */
export interface ChildRun extends Run<number> {
  /** Undefined where the system could not start one. */
  child: ChildProcess | undefined;
}

export interface ChildRunOptions extends Launch {
  /** Longest time until it listens before it is killed. */
  startTimeoutMs: number;
  /** Longest time, once it listens, that its event loop may not turn before it is killed. */
  hangTimeoutMs: number;
}

/**
 * Starts a process, which is killed when it does not listen in time, or hangs later on.
 * @param onRefused it cannot start, and says why; it ends next
 */
export function runChild(options: ChildRunOptions, onRefused: (reason: string) => void): ChildRun {
  const ready = Promise.withResolvers<number>();
  const child = tryToLaunch(options);
  if (child instanceof Error) {
    return { child: undefined, ready: ready.promise, ended: Promise.resolve(child.message) };
  }
  const lastWords = keepLastWords(child.stderr);
  let reason = '';
  const kill = (why: string) => {
    reason = why;
    child.kill('SIGKILL');
  };
  const tooLate = setTimeout(
    () => kill(`not ready within ${options.startTimeoutMs / 1000} s`),
    options.startTimeoutMs,
  );
  let watch: ReturnType<typeof watchChild> | undefined;
  child.on('message', (message) => {
    const received = readToSupervisor(message);
    watch?.heard();
    if (received?.type === 'ready') {
      clearTimeout(tooLate);
      watch ??= watchChild(child, options.hangTimeoutMs, () =>
        kill(`no sign of life for ${options.hangTimeoutMs / 1000} s`),
      );
      ready.resolve(received.port);
    } else if (received?.type === 'refused') {
      reason = received.reason;
      onRefused(reason);
    }
  });
  const ended = new Promise<string>((resolve) => {
    // A process that could not be made has an error and no end; another's error is told by its end.
    child.on('error', (error) => {
      if (child.pid !== undefined) return;
      clearTimeout(tooLate);
      resolve(error.message);
    });
    child.once('exit', async (code, signal) => {
      clearTimeout(tooLate);
      watch?.stop();
      await Promise.race([once(child, 'close'), delay(LAST_WORDS_MS)]);
      resolve([`exit ${code ?? signal}`, reason, lastWords()].filter(Boolean).join('\n'));
    });
  });
  return { child, ready: ready.promise, ended };
}

/** Some of the system's refusals are thrown, others come as an event. */
function tryToLaunch(options: Launch): ChildProcess | Error {
  try {
    return launch(options, 'pipe');
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
