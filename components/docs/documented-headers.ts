/** Headers of Heddle's own that a request may carry. */
export const requestHeaders = [
  'x-heddle-strict',
  'x-heddle-tags',
  'idempotency-key',
  'x-heddle-timestamp',
  'x-heddle-nonce',
  'x-heddle-signature',
] as const;

/** Headers that answers carry. */
export const answerHeaders = [
  'x-heddle-request-id',
  'x-heddle-provider',
  'x-heddle-channel',
  'x-heddle-dropped',
  'x-heddle-capped',
  'x-heddle-idempotent-replayed',
  'x-heddle-original-request-id',
  'x-upstream-request-id',
  'retry-after',
] as const;
