interface TimedRow {
  stream: boolean;
  outputTokens: number;
  latencyFirstByteMs: number | null;
  latencyMs: number;
}

/**
 * Output tokens per second: of a stream from its first byte to its end, of an answer in one piece over all of its time.
 * Null for one without output, and where the clock saw no time go by.
 */
export function outputTokensPerSecond({ stream, outputTokens, latencyFirstByteMs, latencyMs }: TimedRow) {
  const spentMs = latencyMs - (stream ? (latencyFirstByteMs ?? 0) : 0);
  return outputTokens > 0 && spentMs > 0 ? (outputTokens * 1_000) / spentMs : null;
}
