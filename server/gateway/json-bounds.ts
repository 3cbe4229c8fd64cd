import {
  backslash,
  closeBrace,
  closeBracket,
  colon,
  comma,
  openBrace,
  openBracket,
  quote,
} from './json-bytes.ts';

/** How deep a JSON text is nested and how much it holds, at most: the text need not be valid. */
export interface JsonMeasure {
  depth: number;
  values: number;
  /** Members as written of the outermost object, and of the objects that are its members' values. */
  members: number;
  innerMembers: number;
  /** Whether a member's name, however deep, is written with escapes. */
  escapedNames: boolean;
}

/** Measures without building anything: parsed, a text of `[{},{},…` takes fifty times its size in memory. */
export function measureJson(bytes: Buffer): JsonMeasure {
  let depth = 0;
  let deepest = 0;
  let values = 0;
  let members = 0;
  let innerMembers = 0;
  let escapedNames = false;
  let nameStart = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === quote) {
      nameStart = at + 1;
      at = endOfString(bytes, nameStart);
    } else if (byte === comma) {
      values++;
    } else if (byte === openBrace || byte === openBracket) {
      values++;
      if (++depth > deepest) deepest = depth;
    } else if (byte === closeBrace || byte === closeBracket) {
      depth--;
    } else if (byte === colon) {
      if (depth === 1) members++;
      else if (depth === 2) innerMembers++;
      escapedNames ||= hasEscape(bytes, nameStart, at);
      // Colons that follow on each other, which is no JSON, have no name to look through again.
      nameStart = at + 1;
    }
  }
  return { depth: deepest, values, members, innerMembers, escapedNames };
}

/** Offset of the closing quote, or the end of the bytes. */
export function endOfString(bytes: Buffer, from: number): number {
  let at = bytes.indexOf(quote, from);
  while (at !== -1) {
    let backslashes = 0;
    while (bytes[at - 1 - backslashes] === backslash) backslashes++;
    if (backslashes % 2 === 0) return at;
    at = bytes.indexOf(quote, at + 1);
  }
  return bytes.length;
}

function hasEscape(bytes: Buffer, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (bytes[at] === backslash) return true;
  return false;
}
