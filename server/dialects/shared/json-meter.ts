const quote = 0x22;
const comma = 0x2c;
const openBracket = 0x5b;
const backslash = 0x5c;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;

/**
 * Measures JSON text that comes in pieces, without building anything: how deep it is nested and how many values it
 * holds at most. The text need not be valid.
 */
export class JsonMeter {
  deepest = 0;
  values = 0;
  #depth = 0;
  #inString = false;
  /** The last piece ended in a backslash: the next character is part of an escape. */
  #escaped = false;

  /** Stops early once there is more than may be: the rest would not change what is said of it. */
  push(text: string, mostDepth: number, mostValues: number): void {
    for (let at = this.#escaped ? 1 : 0; at < text.length; at++) {
      const character = text.charCodeAt(at);
      if (this.#inString) {
        if (character === quote) this.#inString = false;
        else if (character === backslash && ++at === text.length) {
          this.#escaped = true;
          return;
        }
      } else if (character === quote) this.#inString = true;
      else if (character === comma) this.values++;
      else if (character === openBrace || character === openBracket) {
        this.values++;
        if (++this.#depth > this.deepest) this.deepest = this.#depth;
        if (this.#depth > mostDepth) return;
      } else if (character === closeBrace || character === closeBracket) this.#depth--;
      if (this.values > mostValues) return;
    }
    if (text !== '') this.#escaped = false;
  }
}
