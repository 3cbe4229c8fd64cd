import type { ChildProcess } from 'node:child_process';
import type { FromSupervisor } from './messages.ts';

/** Counted, not timed: a machine that slept, or a supervisor that was stopped, asks once more before it judges. */
const QUESTIONS = 6;

/**
 * Asks a child time and again whether its event loop turns.
 * @param hangTimeoutMs how long it may leave that unanswered
 * @param onHang it did; called once
 * @returns `heard`, to be called for whatever it says; `stop`, when it has ended
 */
export function watchChild(
  child: ChildProcess,
  hangTimeoutMs: number,
  onHang: () => void,
): { heard(): void; stop(): void } {
  let unanswered = 0;
  const asking = setInterval(() => {
    if (unanswered >= QUESTIONS) {
      clearInterval(asking);
      onHang();
      return;
    }
    unanswered += 1;
    if (child.connected) child.send({ type: 'ping' } satisfies FromSupervisor, () => undefined);
  }, hangTimeoutMs / QUESTIONS);
  return {
    heard() {
      unanswered = 0;
    },
    stop: () => clearInterval(asking),
  };
}
