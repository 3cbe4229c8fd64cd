/** Remembers which nonces signed requests have used, so that none is taken twice. */
export interface Nonces {
  /** Answers at once where they are in this process. Rejects where the store cannot be asked in time. */
  claim(claim: NonceClaim): NonceOutcome | Promise<NonceOutcome>;
  close(): void;
}

export interface NonceClaim {
  tenantId: string;
  apiKeyId: string;
  nonce: string;
  /** Until when the request it stands in would be taken, in milliseconds since 1970. No more than ten minutes away. */
  untilMs: number;
}

/** `full`: as many are remembered as there is room for; forgetting one instead would let its request in again. */
export type NonceOutcome = 'first' | 'used' | 'full';

/** Nonces are forgotten by the minute: in one they are kept together that end in it. */
export const NONCE_MINUTE_MS = 60_000;
/** The furthest that an end may be away. */
export const LONGEST_NONCE_MS = 600_000;
