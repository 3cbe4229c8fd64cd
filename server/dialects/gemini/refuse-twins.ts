import type { JsonReader } from '../shared/json-reader.ts';
import { camelCase } from './spelling.ts';

/**
 * Refuses a field given in both its spellings, `maxOutputTokens` and `max_output_tokens`: it is one field twice, and
 * proto3's JSON mapping does not say which one counts.
 */
export function refuseTwins(reader: JsonReader): void {
  for (const name in reader.object) {
    if (!name.includes('_')) continue;
    const camel = camelCase(name);
    if (camel === name || !Object.hasOwn(reader.object, camel)) continue;
    throw reader.fault(name, `expected one spelling, found ${camel} as well`);
  }
}
