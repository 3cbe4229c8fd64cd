import { parseObject } from '../shared/parse-object.ts';
import { textOfDelta } from './relay-text.ts';

/** Characters of events kept; far more than an estimate needs, and parsed in some 20 ms. */
const MOST_KEPT = 2 * 1024 * 1024;
/** `{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":""}}` */
const FRAME_BYTES = 80;

/** The deltas of a relayed stream as they came, for they are parsed only where the ledger has to count. */
export class KeptDeltas {
  readonly #kept: string[] = [];
  #keptCharacters = 0;
  #characters = 0;
  #measured = 0;
  #measuredBytes = 0;
  /** Null until it is asked for. */
  #text: string | null = null;

  push(data: string): void {
    this.#characters += data.length;
    if (this.#keptCharacters >= MOST_KEPT) return;
    this.#keptCharacters += data.length;
    this.#kept.push(data);
    this.#text = null;
  }

  /** About, in UTF-8. Measures what was added since it was last asked. */
  get textBytes(): number {
    for (; this.#measured < this.#kept.length; this.#measured++) {
      this.#measuredBytes += Math.max(0, Buffer.byteLength(this.#kept[this.#measured] ?? '') - FRAME_BYTES);
    }
    return this.#likeKept(this.#measuredBytes);
  }

  text(): string {
    this.#text ??= this.#kept.map((data) => textOfDelta(parseObject(data))).join('');
    return this.#text;
  }

  textLength(): number {
    return this.#likeKept(this.text().length);
  }

  /** What is not kept is taken to be like what is. */
  #likeKept(amount: number): number {
    if (this.#characters === this.#keptCharacters) return amount;
    return Math.round((amount / this.#keptCharacters) * this.#characters);
  }
}
