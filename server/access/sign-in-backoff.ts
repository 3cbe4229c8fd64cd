import { Fault } from '../canonical/fault.ts';
import { environment } from '../platform/env.ts';
import { createLogger } from '../platform/logger.ts';
import { openAttemptBackoff } from '../store/attempt-backoff/open-attempt-backoff.ts';
import type { AttemptBackoff, BackoffPolicy, PacedAttempt } from '../store/attempt-backoff.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** A browser that signed in to the account before, wherever it is: nobody else's failures slow it down. */
const PER_DEVICE: BackoffPolicy = {
  free: 10,
  firstPauseMs: SECOND_MS,
  longestPauseMs: 15 * MINUTE_MS,
  forgottenAfterMs: HOUR_MS,
};
/** Other browsers at one address, for one account. */
const PER_ACCOUNT_AND_ADDRESS: BackoffPolicy = {
  free: 5,
  firstPauseMs: SECOND_MS,
  longestPauseMs: 15 * MINUTE_MS,
  forgottenAfterMs: HOUR_MS,
};
/**
 * Other browsers everywhere together, for one account. Its longest pause is how long the owner waits on a new device
 * while the account is attacked, so it is short.
 */
const PER_ACCOUNT: BackoffPolicy = {
  free: 20,
  firstPauseMs: SECOND_MS,
  longestPauseMs: MINUTE_MS,
  forgottenAfterMs: HOUR_MS,
};
/** Other browsers at one address, for all accounts: offices share one. */
const PER_ADDRESS: BackoffPolicy = {
  free: 50,
  firstPauseMs: SECOND_MS,
  longestPauseMs: MINUTE_MS,
  forgottenAfterMs: HOUR_MS,
};

// Kept on globalThis: Next may load this module once per route, and all of them count together.
const shared = globalThis as { heddleSignInBackoff?: AttemptBackoff };

function backoff(): AttemptBackoff {
  const { redisUrl, upstash } = environment();
  shared.heddleSignInBackoff ??= openAttemptBackoff({ redisUrl, upstash, logger: createLogger('access') });
  return shared.heddleSignInBackoff;
}

/** Somebody who tries to sign in. */
export interface SignInAttempt {
  /** As people write it, trimmed and in lower case; whether anybody has it does not matter here. */
  account: string;
  address: string;
  /** By which the browser is known to the account; null for a stranger's. */
  device: string | null;
}

/**
 * Begins an attempt to sign in, which counts as a wrong password until it is taken back.
 * @throws Fault rate_limited, with the time to wait, where there were too many of them
 */
export async function beginSignIn(attempt: SignInAttempt): Promise<void> {
  const retryAfterMs = await backoff().begin(pacedAttempts(attempt));
  if (retryAfterMs === 0) return;
  const seconds = Math.ceil(retryAfterMs / SECOND_MS);
  throw new Fault('rate_limited', `Too many wrong passwords. Try again in ${seconds} seconds.`, {
    retryAfterMs,
  });
}

/** It never came to the password, which was neither right nor wrong. */
export function takeBackSignIn(attempt: SignInAttempt): Promise<void> {
  return backoff().takeBack(pacedAttempts(attempt).map(({ key }) => key));
}

/** The password was right. What strangers did elsewhere to the account still counts. */
export async function signInSucceeded(attempt: SignInAttempt): Promise<void> {
  const [own, ...wider] = pacedAttempts(attempt).map(({ key }) => key);
  if (own) await backoff().forget([own]);
  if (wider.length > 0) await backoff().takeBack(wider);
}

/** The narrowest first. */
function pacedAttempts({ account, address, device }: SignInAttempt): PacedAttempt[] {
  if (device !== null) return [{ key: `sign-in:device:${device}`, policy: PER_DEVICE }];
  return [
    { key: `sign-in:both:${address}:${account}`, policy: PER_ACCOUNT_AND_ADDRESS },
    { key: `sign-in:account:${account}`, policy: PER_ACCOUNT },
    { key: `sign-in:address:${address}`, policy: PER_ADDRESS },
  ];
}
