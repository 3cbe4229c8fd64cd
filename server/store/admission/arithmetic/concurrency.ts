import type { Reading } from '../../admission.ts';

/** Nobody knows when a request ends. */
export const CONCURRENCY_RETRY_MS = 1_000;

export function concurrencyReading(held: number, limit: number): Reading {
  return { remaining: Math.max(0, limit - held), resetMs: held > 0 ? null : 0 };
}
