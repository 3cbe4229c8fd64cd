import { setTimeout as delay } from 'node:timers/promises';
import { AfterCommit } from './operation.ts';

/** More than hashing a password and writing a few rows takes. */
const QUANTUM_MS = 400;

/**
 * An answer whose time does not tell how much there was to do: it is given once the transaction has committed, at
 * the next multiple of 400 ms from now.
 */
export function answerAfter<Answer>(answer: Answer): AfterCommit<Answer> {
  const startedAtMs = performance.now();
  return new AfterCommit(async () => {
    const passedMs = performance.now() - startedAtMs;
    await delay(QUANTUM_MS - (passedMs % QUANTUM_MS));
    return answer;
  });
}
