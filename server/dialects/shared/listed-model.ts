import { bounds } from '../../canonical/bounds.ts';
import { Fault } from '../../canonical/fault.ts';
import type { JsonObject, JsonValue } from '../../canonical/json.ts';
import { isJsonObject } from './json-reader.ts';

/**
 * The objects of a list of models; what is none is passed over.
 * @throws Fault upstream_malformed when it is no list
 */
export function listedObjects(value: JsonValue | undefined): JsonObject[] {
  if (!Array.isArray(value)) {
    throw new Fault('upstream_malformed', "The provider's answer is not a list of models.");
  }
  return value.filter(isJsonObject);
}

/** A name that requests may have; null for what is none. */
export function modelNameIn(value: JsonValue | undefined): string | null {
  if (typeof value !== 'string') return null;
  return value.length > 0 && value.length <= bounds.modelName.most ? value : null;
}

/** A number of tokens; null for what is none (some servers write 0 where they do not know). */
export function tokensIn(...values: (JsonValue | undefined)[]): number | null {
  const found = values.find(
    (value) => typeof value === 'number' && Number.isSafeInteger(value) && value > 0 && value < 1e9,
  );
  return typeof found === 'number' ? found : null;
}
