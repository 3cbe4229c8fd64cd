import type { Figures } from '../conversation/conversation.ts';

/**
 * How fast an answer arrived behind its first token. Undefined where there is no such time to speak of: an answer in
 * one piece has no speed.
 */
export function tokensPerSecond({ outputTokens, firstTokenMs, totalMs }: Figures): number | undefined {
  if (outputTokens === undefined || firstTokenMs === undefined || totalMs === undefined) return undefined;
  const streamingMs = totalMs - firstTokenMs;
  return outputTokens > 1 && streamingMs >= 20 ? ((outputTokens - 1) / streamingMs) * 1000 : undefined;
}
