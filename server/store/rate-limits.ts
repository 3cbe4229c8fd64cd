/** Counts attempts, over all processes where there is Redis. */
export interface RateLimits {
  /**
   * Counts one attempt under a key, unless that would be one too many. Being denied is not an error, and a
   * denied attempt does not count. Never rejects: where the shared counter cannot be asked, this process counts alone.
   * @param key of any length; it may hold what clients send
   */
  count(key: string, limit: RateLimit): Promise<RateLimitDecision>;
  close(): Promise<void>;
}

export interface RateLimit {
  /** Attempts within any window, estimated from this fixed window and the one before it. */
  limit: number;
  windowMs: number;
}

export interface RateLimitDecision {
  allowed: boolean;
  /** How long until the next attempt may be allowed; 0 when this one is. */
  retryAfterMs: number;
}
