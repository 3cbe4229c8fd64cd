/** Of what somebody used, half counts after so long. */
const halfLifeMs = 5_000;
/** Less than this is forgotten. */
const leastMs = 0.01;

/** The processor time tenants took lately, so that it is known who takes more than their share. */
export class CpuShares {
  readonly #usedMs = new Map<string, number>();
  #totalMs = 0;
  /** What was used before this counts less already. */
  #decayedAt: number;

  /** @param now milliseconds of a clock that never goes back */
  constructor(now: number) {
    this.#decayedAt = now;
  }

  add(tenantId: string, milliseconds: number): void {
    this.#usedMs.set(tenantId, (this.#usedMs.get(tenantId) ?? 0) + milliseconds);
    this.#totalMs += milliseconds;
  }

  /** To be called about once a second. */
  decay(now: number): void {
    const factor = 2 ** (-(now - this.#decayedAt) / halfLifeMs);
    this.#decayedAt = now;
    this.#totalMs = 0;
    for (const [tenantId, before] of this.#usedMs) {
      const usedMs = before * factor;
      if (usedMs < leastMs) {
        this.#usedMs.delete(tenantId);
      } else {
        this.#usedMs.set(tenantId, usedMs);
        this.#totalMs += usedMs;
      }
    }
  }

  /** Whether the tenant took more than it would, were the time divided evenly among those who took any. */
  isBeyondShare(tenantId: string): boolean {
    const usedMs = this.#usedMs.get(tenantId) ?? 0;
    return this.#usedMs.size > 1 && usedMs * this.#usedMs.size > this.#totalMs;
  }
}
