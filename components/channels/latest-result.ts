import type { ChannelResult, ChannelSummary } from './channel';

export const standings = ['failing', 'answering', 'unused'] as const;
export type Standing = (typeof standings)[number];

type Results = Pick<ChannelSummary, 'lastSuccess' | 'lastFailure'>;

/** What came of the latest use; undefined for a channel that was never used. */
export function latestResult({ lastSuccess, lastFailure }: Results): ChannelResult | undefined {
  if (!lastSuccess || !lastFailure) return lastSuccess ?? lastFailure ?? undefined;
  return lastFailure.at > lastSuccess.at ? lastFailure : lastSuccess;
}

export function standingOf(channel: Results): Standing {
  const latest = latestResult(channel);
  if (!latest) return 'unused';
  return latest.outcome === 'answered' ? 'answering' : 'failing';
}
