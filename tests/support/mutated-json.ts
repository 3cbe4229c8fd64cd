import fc from 'fast-check';
import type { JsonValue } from '../../server/canonical/json.ts';
import { ownMember, setMember } from '../../server/dialects/shared/json-reader.ts';

/** What programs trip over: wrong types, dangerous names, numbers out of range, half a surrogate pair. */
const troublesome: fc.Arbitrary<JsonValue> = fc.oneof(
  fc.constantFrom<JsonValue>(null, true, '', '\ud800', -1, 1e308, 0.5, [], {}, [null], [[]], 'constructor'),
  fc.constant(JSON.parse('{"__proto__":{"polluted":true}}') as JsonValue),
  fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<JsonValue>,
);

/** `value` with one to three of its members, at any depth, replaced, removed or joined by another. */
export function mutated(value: JsonValue): fc.Arbitrary<JsonValue> {
  const change = fc.record({
    place: fc.nat(),
    kind: fc.constantFrom('replace', 'remove', 'add'),
    value: troublesome,
  });
  return fc.array(change, { minLength: 1, maxLength: 3 }).map((changes) => {
    let body = copyOf(value);
    for (const { place, kind, value: other } of changes) {
      const places = placesOf(body);
      const at = places[place % Math.max(1, places.length)];
      if (at === undefined) body = copyOf(other);
      else if (kind === 'remove') at.remove();
      else if (kind === 'add') at.add(copyOf(other));
      else at.replace(copyOf(other));
    }
    return body;
  });
}

interface Place {
  replace(value: JsonValue): void;
  remove(): void;
  add(value: JsonValue): void;
}

function placesOf(value: JsonValue): Place[] {
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => [
      {
        replace: (other) => value.splice(index, 1, other),
        remove: () => value.splice(index, 1),
        add: (other) => value.splice(index, 0, other),
      },
      ...placesOf(item),
    ]);
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.keys(value).flatMap((member) => [
    {
      replace: (other) => setMember(value, member, other),
      remove: () => delete value[member],
      add: (other) => setMember(value, `${member}_`, other),
    },
    ...placesOf(ownMember(value, member) ?? null),
  ]);
}

function copyOf(value: JsonValue): JsonValue {
  return JSON.parse(JSON.stringify(value)) as JsonValue;
}
