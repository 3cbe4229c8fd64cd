/** When all of several have room. Null: never. */
export function latestRetry(retriesMs: readonly (number | null)[]): number | null {
  let latest = 0;
  for (const retryMs of retriesMs) {
    if (retryMs === null) return null;
    latest = Math.max(latest, retryMs);
  }
  return latest;
}
