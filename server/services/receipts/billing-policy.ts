/**
 * Why a request costs what it costs, by what became of it. What is counted is the provider's own count, as far as it
 * can be believed; else Heddle's.
 *
 * | policy           | what became of the request                        | what is charged                              |
 * |------------------|---------------------------------------------------|----------------------------------------------|
 * | answered         | answered to the end                               | prompt and answer                            |
 * | abandoned        | its client left while a provider was at work      | the prompt, and the answer as far as it came |
 * | abandoned-before | its client left before a provider was at work     | nothing                                      |
 * | broken-off       | the answer broke off after it had begun           | the prompt, and the answer as far as it came |
 * | not-answered     | refused, failed everywhere, or nothing came of it | nothing                                      |
 * | interrupted      | the process that served it died                   | the prompt, and the answer as far as is known |
 */
export const billingPolicies = [
  'answered',
  'abandoned',
  'abandoned-before',
  'broken-off',
  'not-answered',
  'interrupted',
] as const;

export type BillingPolicy = (typeof billingPolicies)[number];

export interface EndedRequest {
  endedBy: string;
  errorCode: string | null;
  inputTokens: number;
  outputTokens: number;
}

/** Which policy a request was charged by. */
export function billingPolicy({
  endedBy,
  errorCode,
  inputTokens,
  outputTokens,
}: EndedRequest): BillingPolicy {
  const isCharged = inputTokens + outputTokens > 0;
  if (endedBy === 'interrupted') return 'interrupted';
  if (endedBy === 'client') return isCharged ? 'abandoned' : 'abandoned-before';
  if (errorCode === null) return 'answered';
  return isCharged ? 'broken-off' : 'not-answered';
}
