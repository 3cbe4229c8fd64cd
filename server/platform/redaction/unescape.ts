/** A text with its JSON escapes of ASCII undone, and where each of its characters stood. */
export interface Unescaped {
  text: string;
  /** Offset in the original of the character at an offset of the text, or of the end; to be asked in rising order. */
  originalAt(offset: number): number;
}

/** `sk-\u0061…` and `https:\/\/…` are what they stand for, also where JSON stands in JSON and backslashes add up. */
const letters = /(?<!\\)\\+u00([2-7][0-9a-fA-F])/g;
const slashes = /(?<!\\)\\+\//g;
const either = /(?<!\\)\\+(?:u00[2-7][0-9a-fA-F]|\/)/g;

/** Null for a text without such escapes. */
export function unescapeAscii(original: string): Unescaped | null {
  const hasLetters = original.includes('\\u00');
  const hasSlashes = original.includes('\\/');
  if (!hasLetters && !hasSlashes) return null;
  let text = hasSlashes ? original.replace(slashes, '/') : original;
  if (hasLetters) {
    text = text.replace(letters, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
  }
  return { text, originalAt: offsetsIn(original) };
}

/** Walks the escapes once, as far as it is asked. */
function offsetsIn(original: string): (offset: number) => number {
  const escapes = original.matchAll(either);
  let next = escapes.next().value;
  let shift = 0;
  return (offset) => {
    while (next && next.index - shift < offset) {
      shift += next[0].length - 1;
      next = escapes.next().value;
    }
    return offset + shift;
  };
}
