import type { Outputs } from '@/components/api/trpc';

/** All that is known of one request. */
export type LogDetail = Outputs['logs']['get'];

/** Whether a request only asked for a count of tokens: nothing is generated and nothing charged. */
export function isTokenCount({ endpoint }: Pick<LogDetail, 'endpoint'>): boolean {
  return endpoint.endsWith('/count_tokens') || endpoint.endsWith(':countTokens');
}
