/**
 * Changes top-level members of a JSON object in its bytes, leaving every other byte as it is.
 * @param changes Member → its new value as JSON text, or null to take the member out. A member that occurs
 * several times is changed everywhere, since readers differ in which one counts; a missing one is added.
 * @param bytes UTF-8 of valid JSON whose top level is an object; returned as it is when nothing changes or
 * when it is no object.
 */
export function spliceMembers(bytes: Buffer, changes: ReadonlyMap<string, string | null>): Buffer {
  const start = changes.size === 0 ? null : startOfMembers(bytes);
  if (start === null) return bytes;
  const missing = new Map(changes);
  const pieces: Buffer[] = [];
  /** Everything before is in the pieces. */
  let copied = 0;
  let kept = 0;
  let end = start;
  for (const { name, commaAt, valueStart, valueEnd } of membersFrom(bytes, start)) {
    const change = changes.get(name);
    if (change !== undefined) missing.delete(name);
    if (change === null) {
      pieces.push(bytes.subarray(copied, end));
      copied = valueEnd;
    } else {
      // A comma that would come first is skipped.
      if (kept === 0 && commaAt !== -1) copied = commaAt + 1;
      kept += 1;
      if (change !== undefined) {
        pieces.push(bytes.subarray(copied, valueStart), Buffer.from(change));
        copied = valueEnd;
      }
    }
    end = valueEnd;
  }
  pieces.push(bytes.subarray(copied, end));
  for (const [name, value] of missing) {
    if (value === null) continue;
    pieces.push(Buffer.from(`${kept === 0 ? '' : ','}${JSON.stringify(name)}:${value}`));
    kept += 1;
  }
  pieces.push(bytes.subarray(end));
  return Buffer.concat(pieces);
}

/**
 * Changes members of the object that is a top-level member's value, as {@link spliceMembers} does. Where there is no such
 * member, or it is no object, it becomes one of the changes alone.
 */
export function spliceInner(bytes: Buffer, name: string, changes: ReadonlyMap<string, string>): Buffer {
  const member = firstMember(bytes, name);
  const value = member && bytes.subarray(member.valueStart, member.valueEnd);
  if (!member || value?.[0] !== openBrace) {
    const alone = [...changes].map(([inner, text]) => `${JSON.stringify(inner)}:${text}`).join(',');
    return spliceMembers(bytes, new Map([[name, `{${alone}}`]]));
  }
  return Buffer.concat([
    bytes.subarray(0, member.valueStart),
    spliceMembers(value, changes),
    bytes.subarray(member.valueEnd),
  ]);
}

/**
 * Gives the text at `path` (names of members, outermost first) another value in the object's bytes.
 * @param bytes May be anything; returned as it is where there is no text at that path.
 */
export function replaceText(bytes: Buffer, path: readonly string[], text: string): Buffer {
  const [name, ...inner] = path;
  const member = name === undefined ? undefined : firstMember(bytes, name);
  if (member === undefined) return bytes;
  const value = bytes.subarray(member.valueStart, member.valueEnd);
  if (inner.length === 0 && value[0] !== quote) return bytes;
  const replaced = inner.length === 0 ? Buffer.from(JSON.stringify(text)) : replaceText(value, inner, text);
  if (replaced === value) return bytes;
  return Buffer.concat([bytes.subarray(0, member.valueStart), replaced, bytes.subarray(member.valueEnd)]);
}

interface Member {
  name: string;
  /** Offset of the comma before it; -1 for the first. */
  commaAt: number;
  valueStart: number;
  valueEnd: number;
}

const quote = 0x22;
const comma = 0x2c;
const backslash = 0x5c;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const openBracket = 0x5b;
const closeBracket = 0x5d;

function firstMember(bytes: Buffer, name: string): Member | undefined {
  const start = startOfMembers(bytes);
  if (start === null) return undefined;
  for (const member of membersFrom(bytes, start)) if (member.name === name) return member;
  return undefined;
}

/** Offset just behind the brace that opens the object; null when there is none. */
function startOfMembers(bytes: Buffer): number | null {
  let at = skipSpace(bytes, 0);
  // A byte order mark is not JSON, but some clients send one.
  if (bytes[at] === 0xef && bytes[at + 1] === 0xbb && bytes[at + 2] === 0xbf) at = skipSpace(bytes, at + 3);
  return bytes[at] === openBrace ? at + 1 : null;
}

function* membersFrom(bytes: Buffer, start: number): Generator<Member, void, undefined> {
  let at = skipSpace(bytes, start);
  let commaAt = -1;
  while (bytes[at] === quote) {
    const nameEnd = endOfString(bytes, at);
    const name = nameOf(bytes, at, nameEnd);
    // Past the name: spaces, the colon, spaces.
    const valueStart = skipSpace(bytes, skipSpace(bytes, nameEnd) + 1);
    const valueEnd = endOfValue(bytes, valueStart);
    yield { name, commaAt, valueStart, valueEnd };
    at = skipSpace(bytes, valueEnd);
    if (bytes[at] !== comma) break;
    commaAt = at;
    at = skipSpace(bytes, at + 1);
  }
}

function nameOf(bytes: Buffer, start: number, end: number): string {
  const name = bytes.toString('utf8', start + 1, end - 1);
  if (!name.includes('\\')) return name;
  try {
    return JSON.parse(`"${name}"`) as string;
  } catch {
    // An upstream's, which nobody has parsed: no name that is looked for.
    return name;
  }
}

function skipSpace(bytes: Buffer, from: number): number {
  let at = from;
  while (bytes[at] === 0x20 || bytes[at] === 0x0a || bytes[at] === 0x0d || bytes[at] === 0x09) at += 1;
  return at;
}

/** Offset just behind the closing quote. Jumps from quote to quote, so that long base64 costs next to nothing. */
function endOfString(bytes: Buffer, start: number): number {
  let at = bytes.indexOf(quote, start + 1);
  while (at !== -1) {
    let before = at - 1;
    while (bytes[before] === backslash) before -= 1;
    if ((at - before) % 2 === 1) return at + 1;
    at = bytes.indexOf(quote, at + 1);
  }
  return bytes.length;
}

function endOfValue(bytes: Buffer, start: number): number {
  const first = bytes[start];
  if (first === quote) return endOfString(bytes, start);
  let depth = 0;
  let at = start;
  while (at < bytes.length) {
    const byte = bytes[at];
    if (byte === quote) {
      at = endOfString(bytes, at);
      continue;
    }
    if (byte === openBrace || byte === openBracket) depth += 1;
    else if (byte === closeBrace || byte === closeBracket) {
      // The brace that ends the whole object, behind a number or a word.
      if (depth === 0) return at;
      depth -= 1;
      if (depth === 0) return at + 1;
    } else if (depth === 0 && (byte === comma || isSpace(byte))) return at;
    at += 1;
  }
  return bytes.length;
}

function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}
