/** Waiting items of several takers, of whom each has its turn, however many items another has. */
export class FairQueue<Item> {
  readonly #mostPerTaker: number;
  /** In the order of their turns. A taker without items is not in it. */
  readonly #takers = new Map<string, Set<Item>>();
  #size = 0;

  constructor(mostPerTaker: number) {
    this.#mostPerTaker = mostPerTaker;
  }

  get size(): number {
    return this.#size;
  }

  /**
   * False when the taker has as many waiting as one may have; then nothing is added.
   * @param always add it all the same
   */
  add(taker: string, item: Item, always = false): boolean {
    let items = this.#takers.get(taker);
    if (!always && items && items.size >= this.#mostPerTaker) return false;
    if (!items) {
      items = new Set();
      this.#takers.set(taker, items);
    }
    items.add(item);
    this.#size++;
    return true;
  }

  /** The next item of the taker whose turn it is; undefined when nobody waits. */
  take(): Item | undefined {
    for (const [taker, items] of this.#takers) {
      for (const item of items) {
        this.#takers.delete(taker);
        items.delete(item);
        if (items.size > 0) this.#takers.set(taker, items);
        this.#size--;
        return item;
      }
    }
    return undefined;
  }

  /** Takes an item out before its turn; does nothing when it is not waiting. */
  remove(taker: string, item: Item): void {
    const items = this.#takers.get(taker);
    if (!items?.delete(item)) return;
    this.#size--;
    if (items.size === 0) this.#takers.delete(taker);
  }
}
