import type { JsonValue } from '../../canonical/json.ts';

/**
 * The one text of a JSON value, as the JSON Canonicalization Scheme has it (RFC 8785): members sorted by the UTF-16 code
 * units of their names, no white space, texts and numbers as ECMAScript writes them.
 */
export function canonicalJson(value: JsonValue): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const members = Object.entries(value)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`);
  return `{${members.join(',')}}`;
}
