import { Fault } from '../../canonical/fault.ts';

/** What a bill, or our records, say of one model on one day (UTC). */
export interface BilledLine {
  /** 2026-01-31 */
  day: string;
  /** The provider's name. */
  model: string;
  /** Totals include their parts, as everywhere here. */
  inputTokens: number;
  cachedInputTokens: number;
  cacheWriteTokens: number;
  outputTokens: number;
  /** Null where the bill does not say. */
  requests: number | null;
  costNanoUsd: bigint | null;
}

/** A bill, read. */
export interface Bill {
  lines: BilledLine[];
  /** Whether it counts tokens; one of costs alone does not. */
  countsTokens: boolean;
}

export const MOST_LINES = 20_000;

/** A line that says nothing yet. */
export function emptyLine(day: string, model: string): BilledLine {
  return {
    day,
    model,
    inputTokens: 0,
    cachedInputTokens: 0,
    cacheWriteTokens: 0,
    outputTokens: 0,
    requests: null,
    costNanoUsd: null,
  };
}

/** Throws a Fault that says where a report is not what it was said to be. */
export function unreadable(where: string, expected: string): never {
  throw new Fault('invalid_request', `report: ${where}: expected ${expected}`.slice(0, 300), {
    path: 'report',
  });
}

/** @throws Fault where there are more lines than are looked at */
export function checkLineCount(lines: number): void {
  if (lines > MOST_LINES)
    unreadable('lines', `${MOST_LINES} at most, not ${lines}; compare a shorter period`);
}

/** The UTC day of a moment. */
export function dayOf(time: Date): string {
  return time.toISOString().slice(0, 10);
}

const NANO_PER_USD = 1e9;

/** Dollars as providers write them, to whole nano-dollars; a number's binary error is undone. */
export function nanoUsdOf(usd: number): bigint {
  return BigInt(Math.round(usd * NANO_PER_USD));
}
