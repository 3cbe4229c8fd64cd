import fc from 'fast-check';
import type { JsonValue } from '../../server/canonical/json.ts';

/** What programs trip over: wrong types, dangerous names, numbers out of range, half a surrogate pair. */
const troublesome: fc.Arbitrary<JsonValue> = fc.oneof(
  fc.constantFrom<JsonValue>(null, true, '', '\ud800', -1, 1e308, 0.5, [], {}, [null], [[]], 'constructor'),
  fc.constant(JSON.parse('{"__proto__":{"polluted":true}}') as JsonValue),
  fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<JsonValue>,
);

/** `value` with one to three of its members, at any depth, replaced, removed or renamed. */
export function mutated(value: JsonValue): fc.Arbitrary<JsonValue> {
  const change = fc.record({
    place: fc.nat(),
    kind: fc.constantFrom('replace', 'remove', 'add'),
    with: troublesome,
  });
  return fc.array(change, { minLength: 1, maxLength: 3 }).map((changes) => {
    const copy = JSON.parse(JSON.stringify(value)) as JsonValue;
    for (const { place, kind, with: replacement } of changes) {
      const places = placesOf(copy);
      const at = places[place % Math.max(1, places.length)];
      if (at === undefined) return replacement;
      if (Array.isArray(at.owner)) {
        if (kind === 'replace') at.owner[at.key as number] = replacement;
        else
          at.owner.splice(
            at.key as number,
            kind === 'remove' ? 1 : 0,
            ...(kind === 'add' ? [replacement] : []),
          );
      } else if (kind === 'remove') delete at.owner[at.key];
      else at.owner[kind === 'add' ? `${at.key}_` : at.key] = replacement;
    }
    return copy;
  });
}

interface Place {
  owner: { [member: string]: JsonValue } | JsonValue[];
  key: string | number;
}

function placesOf(value: JsonValue): Place[] {
  if (Array.isArray(value)) {
    return value.flatMap((item, key) => [{ owner: value, key }, ...placesOf(item)]);
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.keys(value).flatMap((key) => [{ owner: value, key }, ...placesOf(value[key] ?? null)]);
}
