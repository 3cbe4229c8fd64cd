import type { Attempt } from '../ledger.ts';
import { type ChannelOutcome, outcomeOfFailure } from './outcome.ts';

/** The latest use of a channel that succeeded, or that failed. */
export interface ChannelResult {
  tenantId: string;
  channelId: string;
  succeeded: boolean;
  at: Date;
  byTest: boolean;
  /** The provider's name of it. */
  model: string;
  durationMs: number;
  outcome: ChannelOutcome;
  status: number | null;
  message: string | null;
}

interface Latest {
  tenantId: string;
  endedAtMs: number;
  attempt: Attempt;
}

/** Channels that come and go between two writes; more are not kept, which costs a list its latest news. */
const MOST_CHANNELS = 20_000;

/**
 * What came of the latest requests over each channel in this process, until it is written down. Noting an attempt
 * costs a look into a map.
 */
export class ChannelResults {
  #successes = new Map<string, Latest>();
  #failures = new Map<string, Latest>();

  /** @param receivedAtMs when the request came, in milliseconds since 1970 */
  note(tenantId: string, attempts: readonly Attempt[], receivedAtMs: number): void {
    for (const attempt of attempts) {
      const latest = attempt.errorCode === null ? this.#successes : this.#failures;
      if (latest.size >= MOST_CHANNELS && !latest.has(attempt.channelId)) continue;
      const endedAtMs = receivedAtMs + attempt.startedAfterMs + attempt.durationMs;
      const known = latest.get(attempt.channelId);
      if (known && known.endedAtMs > endedAtMs) continue;
      latest.set(attempt.channelId, { tenantId, endedAtMs, attempt });
    }
  }

  /** All that came since the last time. Failures that are none of the channel's are left out. */
  take(): ChannelResult[] {
    const taken = [...this.#successes.values(), ...this.#failures.values()];
    this.#successes = new Map();
    this.#failures = new Map();
    return taken.flatMap(toResult);
  }
}

function toResult({ tenantId, endedAtMs, attempt }: Latest): ChannelResult[] {
  const { channelId, model, durationMs, status, errorCode } = attempt;
  const outcome = errorCode === null ? 'answered' : outcomeOfFailure(errorCode, status);
  if (outcome === null) return [];
  const at = new Date(endedAtMs);
  const succeeded = errorCode === null;
  return [
    { tenantId, channelId, succeeded, at, byTest: false, model, durationMs, outcome, status, message: null },
  ];
}
