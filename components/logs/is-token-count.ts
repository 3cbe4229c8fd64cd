/** Requests that only ask how many tokens a prompt has: no model answers them, and they cost nothing. */
export function isTokenCount(endpoint: string): boolean {
  return endpoint.endsWith('/count_tokens') || endpoint.endsWith(':countTokens');
}
