interface TimedRow {
  stream: boolean;
  outputTokens: number;
  latencyFirstByteMs: number | null;
  latencyMs: number;
}

/**
 * Output tokens per second, from a stream's first byte to its end. Null for an answer that came in one piece, for one
 * without output, and where the clock saw no time go by.
 */
export function outputTokensPerSecond({ stream, outputTokens, latencyFirstByteMs, latencyMs }: TimedRow) {
  if (!stream || latencyFirstByteMs === null || outputTokens === 0) return null;
  const spentMs = latencyMs - latencyFirstByteMs;
  return spentMs > 0 ? (outputTokens * 1_000) / spentMs : null;
}
