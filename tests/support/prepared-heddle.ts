import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { inject } from 'vitest';
import { type HeddleOptions, makeHome, type RunningHeddle, startHeddle } from './heddle.ts';

/**
 * A whole Heddle of a test file's own, as `startHeddle` gives it, from a copy of a home where the first start has been:
 * it is ready in half the time. For tests under tests/e2e/pages.
 */
export function startPreparedHeddle(options: Omit<HeddleOptions, 'home'> = {}): Promise<RunningHeddle> {
  const home = makeHome();
  // With the owners of the files: Postgres runs under an account of its own.
  execFileSync('cp', ['-a', path.join(inject('preparedHome'), '.'), home]);
  return startHeddle({ ...options, home });
}
