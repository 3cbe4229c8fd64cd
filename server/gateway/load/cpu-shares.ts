/** Of what somebody used, half counts after so long. */
const halfLifeMs = 5_000;
/** Less than this is forgotten. */
const leastMs = 0.01;

/** The processor time tenants took lately, so that it is known who takes more than their share. */
export class CpuShares {
  readonly #tenants = new Map<string, { usedMs: number }>();
  #totalMs = 0;
  /** What was used before this counts less already. */
  #decayedAt: number;

  /** @param now milliseconds of a clock that never goes back */
  constructor(now: number) {
    this.#decayedAt = now;
  }

  add(tenantId: string, milliseconds: number): void {
    const tenant = this.#tenants.get(tenantId);
    if (tenant) tenant.usedMs += milliseconds;
    else this.#tenants.set(tenantId, { usedMs: milliseconds });
    this.#totalMs += milliseconds;
  }

  /** To be called about once a second. */
  decay(now: number): void {
    const factor = 2 ** (-(now - this.#decayedAt) / halfLifeMs);
    this.#decayedAt = now;
    this.#totalMs = 0;
    for (const [tenantId, tenant] of this.#tenants) {
      tenant.usedMs *= factor;
      if (tenant.usedMs < leastMs) this.#tenants.delete(tenantId);
      else this.#totalMs += tenant.usedMs;
    }
  }

  /** Whether the tenant took more than it would, were the time divided evenly among those who took any. */
  isBeyondShare(tenantId: string): boolean {
    const usedMs = this.#tenants.get(tenantId)?.usedMs ?? 0;
    return this.#tenants.size > 1 && usedMs * this.#tenants.size > this.#totalMs;
  }
}
