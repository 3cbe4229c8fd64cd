import type { JsonObject } from '../../canonical/json.ts';
import type { CacheMarker, Extensions, Signature } from '../../canonical/part.ts';
import type { JsonReader } from '../shared/json-reader.ts';

export const dialectName = 'anthropic-messages';

/** Members that are not in `known`, kept for a target of this same format. */
export function extensionsOf(reader: JsonReader, known: ReadonlySet<string>): Extensions | undefined {
  const rest = reader.rest(known);
  return rest === undefined ? undefined : { [dialectName]: rest };
}

/** A signature of this format's vendor; undefined for an empty one, which is how "none" is written. */
export function ownSignature(value: string | undefined): Signature | undefined {
  return value === undefined || value === '' ? undefined : { dialect: dialectName, value };
}

export function decodeCacheControl(reader: JsonReader): CacheMarker | undefined {
  const marker = reader.optionalReader('cache_control');
  if (marker === undefined) return undefined;
  const timeToLive = marker.optionalOneOf('ttl', ['5m', '1h']);
  return timeToLive === undefined ? {} : { timeToLive };
}

export function encodeCacheControl(cache: CacheMarker): JsonObject {
  return cache.timeToLive === undefined
    ? { type: 'ephemeral' }
    : { type: 'ephemeral', ttl: cache.timeToLive };
}
