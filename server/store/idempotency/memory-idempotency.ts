import type { ClaimOutcome, Idempotency, IdempotencyClaim, KeptAnswer } from '../idempotency.ts';

interface Entry extends Pick<IdempotencyClaim, 'requestHash' | 'requestId'> {
  answer: KeptAnswer | null;
}

/** For tests: in this process, and for as long as it lives. */
export class MemoryIdempotency implements Idempotency {
  readonly #entries = new Map<string, Entry>();

  async claim(claim: IdempotencyClaim): Promise<ClaimOutcome> {
    const place = placeOf(claim);
    const entry = this.#entries.get(place);
    if (!entry) {
      const { requestHash, requestId } = claim;
      this.#entries.set(place, { requestHash, requestId, answer: null });
      return { outcome: 'claimed' };
    }
    if (!entry.requestHash.equals(claim.requestHash)) return { outcome: 'conflict' };
    if (!entry.answer) return { outcome: 'running' };
    return { outcome: 'kept', answer: entry.answer, requestId: entry.requestId };
  }

  async keep(claim: IdempotencyClaim, answer: KeptAnswer): Promise<void> {
    const entry = this.#entryOf(claim);
    if (entry) entry.answer = answer;
  }

  async release(claim: IdempotencyClaim): Promise<void> {
    if (this.#entryOf(claim)) this.#entries.delete(placeOf(claim));
  }

  async close(): Promise<void> {}

  /** Of a claim that holds still. */
  #entryOf(claim: IdempotencyClaim): Entry | null {
    const entry = this.#entries.get(placeOf(claim));
    return entry?.requestId === claim.requestId && entry.answer === null ? entry : null;
  }
}

function placeOf({ apiKeyId, keyHash }: IdempotencyClaim): string {
  return `${apiKeyId}:${keyHash.toString('latin1')}`;
}
