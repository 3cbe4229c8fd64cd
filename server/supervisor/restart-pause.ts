const FIRST_MS = 250;
const LONGEST_MS = 30_000;

/**
 * How long to wait, in milliseconds, before something is started again that failed so many times in a row. Not at
 * all the first time: most failures are one of a kind, and somebody is waiting.
 */
export function restartPauseMs(failures: number): number {
  return failures <= 1 ? 0 : Math.min(LONGEST_MS, FIRST_MS * 2 ** (failures - 2));
}
