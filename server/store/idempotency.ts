/** Answers to requests that carry an Idempotency-Key, so that one sent again gets the same and is not billed again. */
export interface Idempotency {
  /**
   * Takes a key for a request, which then has to {@link keep} or {@link release} it. One whose process died is taken
   * over half a minute later. Rejects when the store cannot be asked.
   */
  claim(claim: IdempotencyClaim): Promise<ClaimOutcome>;
  /** Keeps the answer for a day from the claim. Rejects when it cannot; then the key is free after a while. */
  keep(claim: IdempotencyClaim, answer: KeptAnswer): Promise<void>;
  /** Nothing is kept: whoever tries again is answered anew. Rejects as `keep`. */
  release(claim: IdempotencyClaim): Promise<void>;
  close(): Promise<void>;
}

/** A request that wants to be answered once. */
export interface IdempotencyClaim {
  tenantId: string;
  apiKeyId: string;
  /** SHA-256 of what the client sent as Idempotency-Key: keys are nobody's business. */
  keyHash: Buffer;
  /** SHA-256 of what it asks. */
  requestHash: Buffer;
  /** UUID. */
  requestId: string;
}

export type ClaimOutcome =
  | { outcome: 'claimed' }
  /** Another request is being answered; ask again in a while. */
  | { outcome: 'running' }
  /** The key was used for another body. */
  | { outcome: 'conflict' }
  /** The tenant has as much in the store as it may; nothing was claimed. */
  | { outcome: 'full' }
  | { outcome: 'kept'; answer: KeptAnswer; requestId: string };

export interface KeptAnswer {
  status: number;
  headers: Record<string, string>;
  /** Null: it was too long to be kept. */
  body: Buffer | null;
}

/** How long answers are kept. */
export const IDEMPOTENCY_LIFETIME_MS = 86_400_000;
/** Of one answer, as it was sent. A stream takes some 300 bytes a token. */
export const MOST_KEPT_BYTES = 4 * 1024 * 1024;
/** Of one tenant's answers, as they are stored: compressed, and 512 bytes for each key. */
export const MOST_KEPT_BYTES_PER_TENANT = 256 * 1024 * 1024;
