import type { JsonValue } from '../../../server/canonical/json.ts';

/** Inputs of one kind, in any size: what hurts a reader that is not careful. */
export interface Family<Input = JsonValue> {
  name: string;
  /** Largest size that the bounds allow, where that is less than {@link largestSize}. */
  most?: number;
  make(size: number): Input;
}

/**
 * Sizes that are measured go to this, where the bounds allow more: what is not linear takes a second by then, and what
 * is linear still fits a processor's caches.
 */
export const largestSize = 16_000;

export function times<Item>(count: number, make: (index: number) => Item): Item[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

/** `count` items in groups: as many calls as a message may have, and as many messages as it takes. */
export function grouped<Item>(count: number, perGroup: number, make: (index: number) => Item): Item[][] {
  const groups = Math.ceil(count / perGroup);
  return times(groups, (group) =>
    times(Math.min(perGroup, count - group * perGroup), (index) => make(group * perGroup + index)),
  );
}

/** An object with `count` members that no format knows. */
export function unknownMembers(count: number): Record<string, JsonValue> {
  return Object.fromEntries(times(count, (index) => [`unknown_${index}`, index]));
}

/** A schema of `count` properties, all of them required. */
export function wideSchema(count: number): Record<string, JsonValue> {
  const names = times(count, (index) => `property_${index}`);
  const properties = Object.fromEntries(names.map((name) => [name, { type: 'string' }]));
  return { type: 'object', properties, required: names, additionalProperties: false };
}

/** JSON text nested as deeply as may be. */
export const deepArguments = `{"a":${'['.repeat(100)}${']'.repeat(100)}}`;

/** A schema nested as deeply as may be. */
export function deepSchema(): Record<string, JsonValue> {
  let schema: Record<string, JsonValue> = { type: 'string' };
  for (let level = 0; level < 40; level++) schema = { type: 'object', properties: { a: schema } };
  return schema;
}

/** Text of which every character is escaped. */
export function escapes(count: number): string {
  return '\\"\n\u0000'.repeat(Math.ceil(count / 4));
}

/** A long name, none of whose characters a vendor takes, and no two alike. */
export function longName(index: number): string {
  return `${'é '.repeat(200)}${index}`;
}
