import { colon, endOfString, quote } from '../json-bounds.ts';

/**
 * The text of JSON with the names of members written out, where they were written with escapes. V8's JSON.parse (13.6,
 * in Node 24) compares a name with the one it has seen in the same place of another object before it undoes the escapes:
 * once anybody has sent an object with a member `m\u00`, `"m\u006fdel"` is read as that. Names that still need escapes,
 * which have quotes, backslashes or control characters, stay as they are.
 * @param bytes UTF-8; what is no JSON stays none
 */
export function plainNames(bytes: Buffer): string {
  const pieces: string[] = [];
  let copied = 0;
  for (let at = bytes.indexOf(quote); at !== -1; at = bytes.indexOf(quote, at)) {
    const end = endOfString(bytes, at + 1) + 1;
    if (isName(bytes, end)) {
      const written = bytes.toString('utf8', at, end);
      if (written.includes('\\')) {
        pieces.push(bytes.toString('utf8', copied, at), writtenOut(written));
        copied = end;
      }
    }
    at = end;
  }
  pieces.push(bytes.toString('utf8', copied));
  return pieces.join('');
}

function writtenOut(name: string): string {
  try {
    return JSON.stringify(JSON.parse(name));
  } catch {
    return name;
  }
}

/** Whether what ends before this place is the name of a member. */
export function isName(bytes: Buffer, from: number): boolean {
  let at = from;
  while (bytes[at] === 0x20 || bytes[at] === 0x0a || bytes[at] === 0x0d || bytes[at] === 0x09) at++;
  return bytes[at] === colon;
}
