import { LRUCache } from 'lru-cache';
import { Fault } from '../canonical/fault.ts';

export interface AttemptLimit {
  /** Attempts within the window. */
  limit: number;
  windowMs: number;
}

interface Window {
  endsAtMs: number;
  attempts: number;
}

/** Keys contain what clients send, hence the bound. */
const windows = new LRUCache<string, Window>({ max: 50_000 });

/**
 * Counts an attempt (to sign in, to sign up, …) under a key.
 * @throws Fault rate_limited, with the time to wait, once there were too many
 */
export async function countAttempt(key: string, { limit, windowMs }: AttemptLimit): Promise<void> {
  const now = Date.now();
  const current = windows.get(key);
  const window = current && current.endsAtMs > now ? current : { endsAtMs: now + windowMs, attempts: 0 };
  window.attempts += 1;
  windows.set(key, window);
  if (window.attempts <= limit) return;
  const retryAfterMs = window.endsAtMs - now;
  throw new Fault(
    'rate_limited',
    `Too many attempts. Try again in ${Math.ceil(retryAfterMs / 1000)} seconds.`,
    { retryAfterMs },
  );
}

/** Begins to count anew, because the attempts led to success. */
export async function forgetAttempts(key: string): Promise<void> {
  windows.delete(key);
}
