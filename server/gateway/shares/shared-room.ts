/**
 * How much one taker may have for each unit that is still free. Alone it gets four fifths of the room, and there is
 * always something left for the next one; five at once get four twenty-firsts each.
 */
const SHARE_OF_FREE = 4;

/** Who was refused: a tenant that takes too much, one of its keys, or anybody, because the room is full. */
export type Refusal = 'tenant' | 'key' | 'everybody';

/**
 * A bounded resource that many take from: bytes, requests, connections. Nobody has a fixed share. A taker may have
 * at most a multiple of what is free, so those who take little always find room, and one that is alone finds almost
 * all of it: the dynamic thresholds of shared-memory switches (Choudhury and Hahne, IEEE/ACM Transactions on
 * Networking 6(2), 1998). Within a tenant, its keys share what it may have in the same way.
 *
 * Each operation takes the same time however many takers there are; one that has nothing takes no memory.
 */
export class SharedRoom {
  readonly capacity: number;
  readonly #shareOfFree: number;
  #taken = 0;
  readonly #byTenant = new Map<string, number>();
  readonly #byKey = new Map<string, number>();

  /**
   * @param capacity in whole units, many times what is taken at once
   * @param shareOfFree how much a tenant may have for each unit that is free
   */
  constructor(capacity: number, shareOfFree = SHARE_OF_FREE) {
    this.capacity = capacity;
    this.#shareOfFree = shareOfFree;
  }

  /** Of all takers. */
  get taken(): number {
    return this.#taken;
  }

  /** How many tenants have taken something. */
  get takers(): number {
    return this.#byTenant.size;
  }

  /** Takes a whole number of units, or nothing and says why. */
  take(tenant: string, key: string, units: number): Refusal | null {
    const tenantHas = this.#byTenant.get(tenant) ?? 0;
    const keyHas = this.#byKey.get(key) ?? 0;
    const tenantMay = this.#shareOfFree * (this.capacity - this.#taken - units);
    if (tenantHas + units > tenantMay) return this.#refusalOf(tenantHas, units);
    if (keyHas + units > SHARE_OF_FREE * (tenantMay - tenantHas - units)) return 'key';
    this.#taken += units;
    this.#byTenant.set(tenant, tenantHas + units);
    this.#byKey.set(key, keyHas + units);
    return null;
  }

  /** Gives back what was taken before. */
  give(tenant: string, key: string, units: number): void {
    this.#taken -= units;
    subtract(this.#byTenant, tenant, units);
    subtract(this.#byKey, key, units);
  }

  /** Who stays within an even share, with room for one more to come, is not the one who takes too much. */
  #refusalOf(has: number, units: number): Refusal {
    const others = has === 0 ? this.#byTenant.size : this.#byTenant.size - 1;
    return has + units > this.capacity / (others + 2) ? 'tenant' : 'everybody';
  }
}

function subtract(taken: Map<string, number>, taker: string, units: number): void {
  const left = (taken.get(taker) ?? 0) - units;
  if (left > 0) taken.set(taker, left);
  else taken.delete(taker);
}
