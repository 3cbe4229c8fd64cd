import type { Attempt } from '../store/ledger.ts';
import { asFault } from './as-fault.ts';
import type { Exchange } from './exchange.ts';
import { faultWithoutCredential } from './fault-without-credential.ts';
import type { Candidate } from './plan.ts';

/**
 * Makes one try at a channel, and has what became of it among the request's attempts.
 * @param reason Why this channel, in this place
 * @param run Sets the record's `status` when the upstream has answered
 * @throws Fault as `run` did, without the channel's credential in its words
 */
export async function recordAttempt<Result>(
  exchange: Exchange,
  candidate: Candidate,
  reason: string,
  run: (record: Attempt) => Promise<Result>,
): Promise<Result> {
  const startedAfterMs = exchange.elapsedMs();
  const record: Attempt = {
    channelId: candidate.channel.id,
    channelName: candidate.channel.name,
    provider: candidate.provider.id,
    model: candidate.upstreamModel,
    reason,
    status: null,
    errorCode: null,
    startedAfterMs: Math.round(startedAfterMs),
    durationMs: 0,
  };
  exchange.attempts.push(record);
  try {
    return await run(record);
  } catch (error) {
    const fault = faultWithoutCredential(asFault(error), candidate.channel.credential);
    record.errorCode = fault.code;
    throw fault;
  } finally {
    record.durationMs = Math.round(exchange.elapsedMs() - startedAfterMs);
  }
}
