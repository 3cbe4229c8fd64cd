import { Fault } from '../../canonical/fault.ts';
import type { JsonObject, JsonValue } from '../../canonical/json.ts';
import {
  closeBrace,
  closeBracket,
  endOfString,
  type JsonMeasure,
  openBrace,
  openBracket,
  quote,
} from '../json-bounds.ts';
import { isName } from './plain-names.ts';

/**
 * Refuses a body in which a member stands twice: Heddle would decide by the last one (which model, how many answers,
 * how long), and a relayed body reaches a provider that may go by the first. RFC 8259, section 4, leaves open which one
 * counts. Looks at the body's own members and at those of objects that are their values (`generationConfig`,
 * `stream_options`), where everything stands that Heddle decides by.
 *
 * Costs a count of names: what was written is compared with what was read, and looked for only where they differ, or
 * where names are written with escapes, which JSON.parse may have misread (plain-names.ts).
 * @throws Fault invalid_request naming the member
 */
export function refuseDuplicates(bytes: Buffer, body: JsonValue, measure: JsonMeasure): void {
  if (!isObject(body)) return;
  if (!measure.escapedNames && isEachOnce(body, measure)) return;
  const found = findDuplicate(bytes);
  if (found !== null) throw refusal(found, 'expected once, found more than once');
  const misread = findMisread(bytes, body);
  if (misread !== null) throw refusal(misread, 'expected a name without escapes');
}

function isEachOnce(body: JsonObject, measure: JsonMeasure): boolean {
  let members = 0;
  let innerMembers = 0;
  for (const name in body) {
    members++;
    const value = body[name];
    if (isObject(value)) for (const _ in value) innerMembers++;
  }
  return members === measure.members && innerMembers === measure.innerMembers;
}

function refusal(path: string, message: string): Fault {
  const shown = path.length > longestShown ? `${path.slice(0, longestShown)}…` : path;
  return new Fault('invalid_request', `${shown}: ${message}.`, { path: shown });
}

const longestShown = 80;

/** Path of the first member that stands twice; null where there is none. */
function findDuplicate(bytes: Buffer): string | null {
  const names = new Set<string>();
  let innerNames = new Set<string>();
  for (const { outer, inner } of membersOf(bytes)) {
    const seen = inner === null ? names : innerNames;
    const name = inner ?? outer;
    if (seen.has(name)) return inner === null ? outer : `${outer}.${inner}`;
    seen.add(name);
    if (inner === null) innerNames = new Set();
  }
  return null;
}

/** Path of the first member that is not where it was written; null where all are. */
function findMisread(bytes: Buffer, body: JsonObject): string | null {
  for (const { outer, inner } of membersOf(bytes)) {
    if (!Object.hasOwn(body, outer)) return outer;
    const value = body[outer];
    if (inner !== null && isObject(value) && !Object.hasOwn(value, inner)) return `${outer}.${inner}`;
  }
  return null;
}

/** Names of a valid JSON object's members, and of the members of objects that are their values. */
function* membersOf(bytes: Buffer): Generator<{ outer: string; inner: string | null }> {
  let outer = '';
  let depth = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === openBrace || byte === openBracket) depth++;
    else if (byte === closeBrace || byte === closeBracket) depth--;
    else if (byte === quote) {
      const end = endOfString(bytes, at + 1);
      if (depth <= 2 && isName(bytes, end + 1)) {
        // Read alone, a name is read right.
        const name = JSON.parse(bytes.toString('utf8', at, end + 1)) as string;
        if (depth === 1) outer = name;
        yield { outer, inner: depth === 1 ? null : name };
      }
      at = end;
    }
  }
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
