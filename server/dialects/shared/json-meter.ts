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
    let at = 0;
    if (this.#escaped && text !== '') {
      this.#escaped = false;
      at = 1;
    }
    if (this.#inString) at = this.#skipString(text, at);
    // What is counted for every character is kept in variables: this is read for millions of them.
    let { deepest, values } = this;
    let depth = this.#depth;
    for (; at < text.length && values <= mostValues && depth <= mostDepth; at++) {
      const character = text.charCodeAt(at);
      if (character === quote) at = this.#skipString(text, at + 1) - 1;
      else if (character === comma) values++;
      else if (character === openBrace || character === openBracket) {
        values++;
        if (++depth > deepest) deepest = depth;
      } else if (character === closeBrace || character === closeBracket) depth--;
    }
    this.deepest = deepest;
    this.values = values;
    this.#depth = depth;
  }

  /** @returns where the string that goes on at `from` is over, or the text */
  #skipString(text: string, from: number): number {
    for (let at = from; at < text.length; ) {
      const end = text.indexOf('"', at);
      const isEscaped = endsEscaped(text, at, end === -1 ? text.length : end);
      if (end === -1) {
        this.#escaped = isEscaped;
        break;
      }
      at = end + 1;
      if (isEscaped) continue;
      this.#inString = false;
      return at;
    }
    this.#inString = true;
    return text.length;
  }
}

/** Whether the character after a piece of a string is part of an escape that ends the piece. */
function endsEscaped(text: string, from: number, end: number): boolean {
  let at = end;
  while (at > from && text.charCodeAt(at - 1) === backslash) at--;
  return (end - at) % 2 === 1;
}
