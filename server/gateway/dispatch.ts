import { Fault } from '../canonical/fault.ts';
import type { Attempt } from '../store/ledger.ts';
import { type ChannelRoom, inChannelRoom } from './admission/channel-room.ts';
import { asFault } from './as-fault.ts';
import { attempt, type OpenedAnswer } from './attempt.ts';
import type { Exchange } from './exchange.ts';
import type { Candidate } from './plan.ts';
import { recordAttempt } from './record-attempt.ts';
import { backoffMs, isChannelsFailure, mostTelling, nextStep } from './retry.ts';
import type { RetryBudget } from './retry-budget.ts';
import type { GatewaySettings } from './settings.ts';
import type { Upstreams } from './upstream/upstreams.ts';

/** What a channel has shown of itself during one request. */
interface Standing {
  candidate: Candidate;
  tries: number;
  /** One of them went out to the provider. */
  wasAsked: boolean;
  /** Not before this, by {@link Exchange.elapsedMs}; infinity: not again. */
  notBeforeMs: number;
}

/**
 * Gets an answer from the first channel that gives one. Failover comes first: each channel is tried once, in
 * order and without a pause; then, after a backoff, those that may do better go around again, as far as their
 * {@link RetryBudget} goes. Throws the most telling of all failures. Once an answer has begun there is no way back.
 */
export async function dispatch(
  exchange: Exchange,
  candidates: readonly Candidate[],
  upstreams: Upstreams,
  channels: ChannelRoom,
  settings: GatewaySettings,
  retryBudget: RetryBudget,
): Promise<OpenedAnswer> {
  if (candidates.length === 0) throw new Fault('no_channel_available');
  const standings = candidates.map(
    (candidate): Standing => ({
      candidate,
      tries: 0,
      wasAsked: false,
      notBeforeMs: 0,
    }),
  );
  const faults: Fault[] = [];
  let previous: Standing | null = null;
  let anyWasAsked = false;
  for (let round = 1; round <= settings.retry.rounds; round++) {
    const waiting = standings.filter(
      ({ notBeforeMs, wasAsked, candidate }) =>
        // Nobody waits out a backoff for an attempt that will not be made.
        Number.isFinite(notBeforeMs) && (!wasAsked || retryBudget.hasCredit(candidate.channel.id)),
    );
    if (waiting.length === 0 || isEnough(exchange.attempts, settings)) break;
    if (round > 1) await pause(exchange, waiting, round, settings);
    for (const standing of waiting) {
      if (isEnough(exchange.attempts, settings)) break;
      if (standing.notBeforeMs > exchange.elapsedMs()) continue;
      const { id } = standing.candidate.channel;
      if (anyWasAsked && !retryBudget.allows(id, { isRepeated: standing.wasAsked })) {
        // Nor does it wait for another round: those who come after it have first claim on what is paid in till then.
        standing.notBeforeMs = Number.POSITIVE_INFINITY;
        continue;
      }
      try {
        const opened = await tryOnce(exchange, standing, previous, upstreams, channels);
        retryBudget.noteSuccess(id);
        return opened;
      } catch (error) {
        const fault = asFault(error);
        if (isChannelsFailure(fault)) {
          retryBudget.noteFailure(id);
          standing.wasAsked = true;
          anyWasAsked = true;
        }
        faults.push(fault);
        if (nextStep(fault) === 'give-up' || exchange.cancellation.reason) throw fault;
        standing.notBeforeMs = notBefore(exchange, fault, settings);
        previous = standing;
      }
    }
  }
  throw mostTelling(faults) ?? new Fault('no_channel_available');
}

function tryOnce(
  exchange: Exchange,
  standing: Standing,
  previous: Standing | null,
  upstreams: Upstreams,
  channels: ChannelRoom,
): Promise<OpenedAnswer> {
  const { candidate } = standing;
  standing.tries++;
  return recordAttempt(exchange, candidate, reasonOf(exchange, standing, previous), (record) =>
    inChannelRoom(channels, exchange, candidate, () => attempt(exchange, candidate, upstreams, record)),
  );
}

/** Channels that were passed over, because a limit of theirs has no room, are no burden to anybody; but there may be hundreds. */
const MOST_PASSED_OVER = 32;

function isEnough(attempts: readonly Attempt[], { retry }: GatewaySettings): boolean {
  if (attempts.length < retry.maxAttempts) return false;
  const passedOver = attempts.filter(({ errorCode }) => errorCode === 'rate_limited').length;
  return passedOver >= MOST_PASSED_OVER || attempts.length - passedOver >= retry.maxAttempts;
}

function reasonOf({ admitted }: Exchange, standing: Standing, previous: Standing | null): string {
  const cap = admitted?.outputCap ?? null;
  const reason = placeOf(standing, previous);
  return cap === null ? reason : `${reason}; capped to ${cap} output tokens by what its budgets have left`;
}

function placeOf({ candidate, tries }: Standing, previous: Standing | null): string {
  if (tries > 1) return `retry ${tries - 1} of ${candidate.channel.name}`;
  return previous
    ? `failover from ${previous.candidate.channel.name}: ${candidate.reason}`
    : candidate.reason;
}

function notBefore(exchange: Exchange, fault: Fault, { retry }: GatewaySettings): number {
  if (nextStep(fault) !== 'retry') return Number.POSITIVE_INFINITY;
  const pauseMs = fault.retryAfterMs ?? 0;
  return pauseMs > retry.maxRetryAfterMs ? Number.POSITIVE_INFINITY : exchange.elapsedMs() + pauseMs;
}

/** Until the backoff is over and the first of the channels wants to be asked again. */
async function pause(
  exchange: Exchange,
  waiting: readonly Standing[],
  round: number,
  { retry }: GatewaySettings,
): Promise<void> {
  const earliest = Math.min(...waiting.map((standing) => standing.notBeforeMs));
  const delayMs = Math.max(backoffMs(retry, round, Math.random()), earliest - exchange.elapsedMs());
  await exchange.cancellation.sleep(Math.ceil(delayMs) + 1);
}
