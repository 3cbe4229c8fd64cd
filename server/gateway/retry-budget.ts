/** Attempts that a success pays for: one in five. */
const PAID_BY_SUCCESS = 0.2;
/** Successes pay for what comes soon after them: their credit falls to 1/e in this time. */
const CREDIT_MS = 10_000;
/** Credit that is there without any success, and comes back within a minute, so that rare requests are tried again too. */
const RESERVE = 10;
const RESERVE_MS = 60_000;
/** What one attempt weighs in how a channel fares: the sixth failure in a row makes a good one a failing one. */
const WEIGHT = 1 / 8;
/** From here on it fails. */
const FAILING = 0.5;
/** A channel that nobody asks is trusted again by and by: its failures fall to 1/e in this time. */
const FORGET_MS = 90_000;
/** Decay below this is not worth its arithmetic. */
const STEP_MS = 50;
/** The one known for longest gives way, and counts as good. */
const MOST_CHANNELS = 10_000;

/** How a channel fared lately. */
interface Standing {
  /** 0: every attempt succeeded, 1: every attempt failed. */
  failing: number;
  /** Further attempts that may be made. */
  credit: number;
  /** On the budget's clock: until when time has been taken into account. */
  atMs: number;
}

/**
 * Bounds what Heddle adds to a provider's load while it fails. The first attempt of a request is free. Another at the
 * same channel is paid for by that channel's credit, and so is failover to a channel that fails itself; failover to one
 * that does not is free. Credit comes from successes and from a small reserve, so a channel that is down for everybody
 * is asked about as often as there are requests, and no more, whatever rounds the policy allows.
 */
export class RetryBudget {
  readonly #standings = new Map<string, Standing>();
  readonly #now: () => number;

  /** @param now milliseconds, of a clock that never goes back */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Whether a request that has failed already may be tried at this channel; takes the credit that needs. */
  allows(channelId: string, { isRepeated }: { isRepeated: boolean }): boolean {
    const standing = this.#standingOf(channelId);
    if (!isRepeated && standing.failing < FAILING) return true;
    if (standing.credit < 1) return false;
    standing.credit -= 1;
    return true;
  }

  /** Whether another attempt at this channel can be paid for. */
  hasCredit(channelId: string): boolean {
    return this.#standingOf(channelId).credit >= 1;
  }

  noteSuccess(channelId: string): void {
    const standing = this.#standingOf(channelId);
    standing.failing -= standing.failing * WEIGHT;
    standing.credit += PAID_BY_SUCCESS;
  }

  noteFailure(channelId: string): void {
    const standing = this.#standingOf(channelId);
    standing.failing += (1 - standing.failing) * WEIGHT;
  }

  #standingOf(channelId: string): Standing {
    const nowMs = this.#now();
    const standing = this.#standings.get(channelId);
    if (standing) return catchUp(standing, nowMs);
    const fresh = { failing: 0, credit: RESERVE, atMs: nowMs };
    this.#standings.set(channelId, fresh);
    if (this.#standings.size > MOST_CHANNELS) {
      for (const oldest of this.#standings.keys()) {
        this.#standings.delete(oldest);
        break;
      }
    }
    return fresh;
  }
}

function catchUp(standing: Standing, nowMs: number): Standing {
  const passedMs = nowMs - standing.atMs;
  if (passedMs < STEP_MS) return standing;
  const above = standing.credit - RESERVE;
  standing.credit =
    above > 0
      ? RESERVE + above * Math.exp(-passedMs / CREDIT_MS)
      : Math.min(RESERVE, standing.credit + (RESERVE * passedMs) / RESERVE_MS);
  standing.failing *= Math.exp(-passedMs / FORGET_MS);
  standing.atMs = nowMs;
  return standing;
}
