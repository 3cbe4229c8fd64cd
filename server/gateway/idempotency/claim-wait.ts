import { Fault } from '../../canonical/fault.ts';
import type { ClaimOutcome, IdempotencyClaim } from '../../store/idempotency.ts';
import type { Exchange } from '../exchange.ts';
import { shareFault } from '../shares/share-fault.ts';
import { SharedRoom } from '../shares/shared-room.ts';

type Found = Extract<ClaimOutcome, { outcome: 'claimed' | 'running' | 'kept' }>;

/** Requests that wait for others, of all tenants. */
const MOST_WAITING = 512;
/** Between two looks for what another process answers. */
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 1_000;
const RETRY_AFTER_MS = 2_000;

/** Claims keys, and waits for requests that have them: for those of this process until they end, for others by asking. */
export class ClaimWait {
  readonly #ask: (claim: IdempotencyClaim) => Promise<Found>;
  readonly #waitMs: number;
  readonly #room = new SharedRoom(MOST_WAITING);
  /** Of this process, with what wakes those who wait for them. */
  readonly #running = new Map<string, Set<() => void>>();

  constructor(ask: (claim: IdempotencyClaim) => Promise<Found>, waitMs: number) {
    this.#ask = ask;
    this.#waitMs = waitMs;
  }

  /**
   * The key, or the answer of who had it. Rejects with `idempotency_conflict` when that one took longer than may be
   * waited, and when cancelled.
   */
  async claim(claim: IdempotencyClaim, exchange: Exchange): Promise<Exclude<Found, { outcome: 'running' }>> {
    const first = await this.#ask(claim);
    if (first.outcome !== 'running') return this.#noted(claim, first);
    const { tenantId, apiKeyId } = claim;
    const refusal = this.#room.take(tenantId, apiKeyId, 1);
    if (refusal) throw shareFault(refusal, 'requests that wait for others', `${MOST_WAITING} in all`);
    try {
      const found = await this.#askAgain(claim, exchange);
      return this.#noted(claim, found);
    } finally {
      this.#room.give(tenantId, apiKeyId, 1);
    }
  }

  /** The request that had the key is over. */
  ended(claim: IdempotencyClaim): void {
    const place = placeOf(claim);
    const waiting = this.#running.get(place);
    this.#running.delete(place);
    for (const wake of waiting ?? []) wake();
  }

  async #askAgain(
    claim: IdempotencyClaim,
    exchange: Exchange,
  ): Promise<Exclude<Found, { outcome: 'running' }>> {
    const untilMs = performance.now() + this.#waitMs;
    let pauseMs = FIRST_PAUSE_MS;
    for (let leftMs = this.#waitMs; leftMs > 0; leftMs = untilMs - performance.now()) {
      const isHere = this.#running.has(placeOf(claim));
      await this.#pause(claim, exchange, isHere ? leftMs : Math.min(pauseMs, leftMs));
      pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2);
      const found = await this.#ask(claim);
      if (found.outcome !== 'running') return found;
    }
    throw new Fault(
      'idempotency_conflict',
      'Another request with this Idempotency-Key is being answered. Send it again later, with the same key.',
      { path: 'idempotency-key', retryAfterMs: RETRY_AFTER_MS },
    );
  }

  /** Until the time is over, or the request of this process that has the key; rejects when cancelled. */
  #pause(claim: IdempotencyClaim, { cancellation }: Exchange, milliseconds: number): Promise<void> {
    const waiting = this.#running.get(placeOf(claim));
    return new Promise((resolve, reject) => {
      const done = () => {
        clearTimeout(timer);
        waiting?.delete(done);
        cancellation.ignore();
        resolve();
      };
      const timer = setTimeout(done, milliseconds);
      waiting?.add(done);
      cancellation.listen((reason) => {
        clearTimeout(timer);
        waiting?.delete(done);
        reject(reason);
      });
    });
  }

  #noted<Outcome extends Found>(claim: IdempotencyClaim, found: Outcome): Outcome {
    if (found.outcome === 'claimed') this.#running.set(placeOf(claim), new Set());
    return found;
  }
}

function placeOf({ apiKeyId, keyHash }: IdempotencyClaim): string {
  return `${apiKeyId}:${keyHash.toString('latin1')}`;
}
