import type { MemoryCounter } from './memory-counter.ts';

/** How many counters each new one has looked at, to find some that nobody would miss. */
const LOOKED_AT = 2;
const LOOKED_AT_WHEN_FULL = 64;

interface Slot<C> {
  tenantId: string;
  place: string;
  counter: C;
  /** Asked for since it was last looked at. */
  recent: boolean;
}

/**
 * Counters by tenant and place. Places are as many as clients name end users, so each that is added makes room: those
 * as good as untouched go, and beyond `most` those that were not asked for lately and `mayGo` (the clock algorithm).
 */
export class CounterTable<C extends MemoryCounter<never>> {
  readonly #tenants = new Map<string, Map<string, Slot<C>>>();
  readonly #slots: Slot<C>[] = [];
  readonly #most: number;
  readonly #mayGo: (counter: C) => boolean;
  #hand = 0;

  constructor(most: number, mayGo: (counter: C) => boolean) {
    this.#most = most;
    this.#mayGo = mayGo;
  }

  get size(): number {
    return this.#slots.length;
  }

  find(tenantId: string, place: string): C | undefined {
    const slot = this.#tenants.get(tenantId)?.get(place);
    if (slot === undefined) return undefined;
    slot.recent = true;
    return slot.counter;
  }

  /** Takes the place of what is there. */
  set(tenantId: string, place: string, counter: C, nowMs: number): void {
    let places = this.#tenants.get(tenantId);
    if (places === undefined) {
      places = new Map();
      this.#tenants.set(tenantId, places);
    }
    const there = places.get(place);
    if (there !== undefined) {
      there.counter = counter;
      return;
    }
    this.#makeRoom(nowMs);
    const slot = { tenantId, place, counter, recent: true };
    this.#slots.push(slot);
    // Making room may have removed the tenant's last counter.
    this.#tenants.set(tenantId, places);
    places.set(place, slot);
  }

  #makeRoom(nowMs: number): void {
    for (let looked = 0; looked < LOOKED_AT_WHEN_FULL && this.#slots.length > 0; looked++) {
      const isFull = this.#slots.length >= this.#most;
      if (looked >= LOOKED_AT && !isFull) return;
      this.#hand = this.#hand < this.#slots.length ? this.#hand : 0;
      const slot = this.#slots[this.#hand];
      if (slot === undefined) return;
      if (slot.counter.isUntouched(nowMs) || (isFull && !slot.recent && this.#mayGo(slot.counter))) {
        this.#remove(slot);
      } else {
        slot.recent = false;
        this.#hand++;
      }
    }
  }

  /** The slot at the hand: the last one takes its place. */
  #remove(slot: Slot<C>): void {
    const last = this.#slots.pop();
    if (last !== undefined && last !== slot) this.#slots[this.#hand] = last;
    const places = this.#tenants.get(slot.tenantId);
    places?.delete(slot.place);
    if (places?.size === 0) this.#tenants.delete(slot.tenantId);
  }
}
