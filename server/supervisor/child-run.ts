import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { Run } from './keep-running.ts';
import { keepLastWords } from './last-words.ts';
import { type Launch, launch } from './launch.ts';
import { readToSupervisor } from './messages.ts';

/** What was written before the end may arrive after its news. */
const LAST_WORDS_MS = 100;

/** One life of a child process; `ready` gives the port it listens on. */
export interface ChildRun extends Run<number> {
  /** Undefined where the system could not start one. */
  child: ChildProcess | undefined;
}

/**
 * Starts a process, which is killed when it does not say within `startTimeoutMs` that it listens.
 * @param onRefused it cannot start, and says why; it ends next
 */
export function runChild(
  options: Launch & { startTimeoutMs: number },
  onRefused: (reason: string) => void,
): ChildRun {
  const ready = Promise.withResolvers<number>();
  const child = tryToLaunch(options);
  if (child instanceof Error) {
    return { child: undefined, ready: ready.promise, ended: Promise.resolve(child.message) };
  }
  const lastWords = keepLastWords(child.stderr);
  let refusal = '';
  const tooLate = setTimeout(() => {
    refusal = `not ready within ${options.startTimeoutMs / 1000} s`;
    child.kill('SIGKILL');
  }, options.startTimeoutMs);
  child.on('message', (message) => {
    const received = readToSupervisor(message);
    if (received?.type === 'ready') {
      clearTimeout(tooLate);
      ready.resolve(received.port);
    } else if (received?.type === 'refused') {
      refusal = received.reason;
      onRefused(refusal);
    }
  });
  const ended = new Promise<string>((resolve) => {
    // A process that could not be made has an error and no end; another's error is told by its end.
    child.on('error', (error) => child.pid === undefined && resolve(error.message));
    child.once('exit', async (code, signal) => {
      await Promise.race([once(child, 'close'), delay(LAST_WORDS_MS)]);
      resolve([`exit ${code ?? signal}`, refusal, lastWords()].filter(Boolean).join('\n'));
    });
  });
  void ended.then(() => clearTimeout(tooLate));
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
