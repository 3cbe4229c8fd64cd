/** What came of something that was checked. */
export interface CheckResult {
  name: string;
  /** What happened, for people: counts and times. */
  outcome: string;
  /** In words; empty when all held. */
  broken: string[];
  /** Why it could not be checked on this machine. */
  skipped?: string;
  /** Figures for machines, in milliseconds or counts. */
  figures: Record<string, number>;
}

/** The most frequent first: `200 × 41, 502 × 4`. */
export function tally(words: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts]
    .sort(([, one], [, other]) => other - one)
    .map(([word, count]) => (count === 1 ? word : `${word} × ${count}`))
    .join(', ');
}

/** 0 for nothing. @param share from 0 to 1 */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
