import { parseObject } from '../shared/parse-object.ts';
import { textOfDelta } from './relay-text.ts';

/** Characters of events kept; about a mebibyte of text when it comes in small pieces. */
const MOST_KEPT = 8 * 1024 * 1024;
/** `{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":""}}` */
const FRAME_BYTES = 80;

/** The deltas of a relayed stream as they came, for they are parsed only where the ledger has to count. */
export class KeptDeltas {
  readonly #kept: string[] = [];
  #keptCharacters = 0;
  #characters = 0;
  #measured = 0;
  #measuredBytes = 0;

  push(data: string): void {
    this.#characters += data.length;
    if (this.#keptCharacters >= MOST_KEPT) return;
    this.#keptCharacters += data.length;
    this.#kept.push(data);
  }

  /** About, in UTF-8. Measures what was added since it was last asked. */
  get textBytes(): number {
    for (; this.#measured < this.#kept.length; this.#measured++) {
      this.#measuredBytes += Math.max(0, Buffer.byteLength(this.#kept[this.#measured] ?? '') - FRAME_BYTES);
    }
    return this.#likeKept(this.#measuredBytes);
  }

  text(): string {
    return this.#kept.map((data) => textOfDelta(parseObject(data))).join('');
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
