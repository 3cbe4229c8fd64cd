import type { Attempt } from '../../store/ledger.ts';

const none: string[] = [];

/**
 * Channels that were tried and did not give the answer, each once.
 * @param servedBy the channel that gave it; null when none did
 */
export function triedChannels(attempts: readonly Attempt[], servedBy: string | null): string[] {
  if (attempts.length === 0 || (attempts.length === 1 && attempts[0]?.errorCode === null)) return none;
  const tried = new Set<string>();
  for (const { channelId, errorCode } of attempts) {
    if (errorCode !== null && channelId !== servedBy) tried.add(channelId);
  }
  return [...tried];
}
