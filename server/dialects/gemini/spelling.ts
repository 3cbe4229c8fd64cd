import type { BoundName } from '../../canonical/bounds.ts';
import { isJsonObject, type JsonReader } from '../shared/json-reader.ts';

/**
 * Gemini's JSON is proto3 JSON, whose parsers take a field both as `inlineData` and as `inline_data`
 * (https://protobuf.dev/programming-guides/json). Clients use both.
 */
const snakeByCamel = new Map<string, string>();

function snake(camel: string): string {
  let spelling = snakeByCamel.get(camel);
  if (spelling === undefined) {
    spelling = camel.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    snakeByCamel.set(camel, spelling);
  }
  return spelling;
}

/** The member's name as this object spells it; the usual camelCase when it is absent. */
export function spelled(reader: JsonReader, camel: string): string {
  if (Object.hasOwn(reader.object, camel)) return camel;
  const other = snake(camel);
  return other !== camel && Object.hasOwn(reader.object, other) ? other : camel;
}

/** Readers of a repeated field, which may also be given as the one element it has; undefined when absent. */
export function spelledReaders(
  reader: JsonReader,
  camel: string,
  bound?: BoundName,
): JsonReader[] | undefined {
  const member = spelled(reader, camel);
  return isJsonObject(reader.value(member)) ? [reader.reader(member)] : reader.optionalReaders(member, bound);
}

/** Both spellings of all members, to find the unknown ones. */
export function spellings(...members: readonly string[]): ReadonlySet<string> {
  return new Set([...members, ...members.map(snake)]);
}

/** A proto field's usual spelling: `any_of` → `anyOf`. */
export function camelCase(name: string): string {
  return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
