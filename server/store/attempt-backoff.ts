/** Slows down attempts that fail, over all processes where there is Redis. */
export interface AttemptBackoff {
  /**
   * Begins one attempt under several keys at once: under all of them, or, where one has to wait, under none. What
   * has begun counts as failed until it is taken back. Having to wait is not an error, and an attempt that has to
   * wait does not count. Never rejects: where the shared counter cannot be asked, this process counts alone.
   * @returns how long to wait until it may begin, in milliseconds; 0: it has begun
   */
  begin(attempts: readonly PacedAttempt[]): Promise<number>;
  /** Counts one failure less under each key, because the attempt did not fail. Never rejects. */
  takeBack(keys: readonly string[]): Promise<void>;
  /** Begins anew under these keys. Never rejects. */
  forget(keys: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

export interface PacedAttempt {
  /** Of any length; it may hold what clients send. */
  key: string;
  policy: BackoffPolicy;
}

/** How failures in a row slow down the next attempt. */
export interface BackoffPolicy {
  /** So many failures cost no pause. */
  free: number;
  /** The pause after the last free one. Each failure more doubles it. */
  firstPauseMs: number;
  /** No pause is longer: a lock-out would let strangers keep the owner away. */
  longestPauseMs: number;
  /** Failures are forgotten when nothing was tried for so long. Longer than the longest pause. */
  forgottenAfterMs: number;
}
