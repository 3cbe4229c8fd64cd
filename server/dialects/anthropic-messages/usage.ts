import { bounds } from '../../canonical/bounds.ts';
import type { JsonObject, JsonValue } from '../../canonical/json.ts';
import { readServiceTier, type Usage } from '../../canonical/usage.ts';
import { CountReader, unreadableUsage } from '../shared/count-reader.ts';
import { isJsonObject, setMember } from '../shared/json-reader.ts';

/**
 * Anthropic counts input that was read from or written to the cache beside `input_tokens`, not within it, and
 * what it took to compact a conversation only in `iterations`. Null when there is no usage at all. Never throws.
 * Sources: platform.claude.com/docs, "Prompt caching" and "Compaction", "Understanding usage".
 */
export function decodeUsage(usage: JsonValue | undefined): Usage | null {
  if (usage === undefined || usage === null) return null;
  if (!isJsonObject(usage)) return unreadableUsage(usage);
  const counts = new CountReader();
  const inputTokens = counts.total('input', usage.input_tokens);
  const outputTokens = counts.total('output', usage.output_tokens);
  const total = { ...partsOf(usage, counts), uncached: inputTokens, output: outputTokens };
  for (const iteration of compactionsOf(usage)) {
    const parts = partsOf(iteration, counts);
    total.uncached += counts.part(iteration.input_tokens);
    total.output += counts.part(iteration.output_tokens);
    total.read += parts.read;
    total.written += parts.written;
    total.writtenForAnHour += parts.writtenForAnHour;
  }
  const details = isJsonObject(usage.output_tokens_details) ? usage.output_tokens_details : undefined;
  const decoded: Usage = {
    inputTokens: total.uncached + total.read + total.written,
    cachedInputTokens: total.read,
    cacheWriteTokens: total.written,
    ...(isJsonObject(usage.cache_creation) ? { cacheWriteOneHourTokens: total.writtenForAnHour } : {}),
    outputTokens: total.output,
    reasoningTokens: Math.min(total.output, counts.part(details?.thinking_tokens)),
    raw: usage,
  };
  const searches = isJsonObject(usage.server_tool_use)
    ? usage.server_tool_use.web_search_requests
    : undefined;
  const webSearches = counts.part(searches);
  if (webSearches > 0) decoded.webSearches = webSearches;
  const tier = readServiceTier(usage.speed) ?? readServiceTier(usage.service_tier);
  if (tier !== undefined) decoded.serviceTier = tier;
  if (counts.unreadable) decoded.unreadable = counts.unreadable;
  return decoded;
}

/** What was read from the cache and written to it. */
function partsOf(usage: JsonObject, counts: CountReader) {
  const creation = isJsonObject(usage.cache_creation) ? usage.cache_creation : undefined;
  const writtenForAnHour = counts.part(creation?.ephemeral_1h_input_tokens);
  return {
    read: counts.part(usage.cache_read_input_tokens),
    written: Math.max(
      counts.part(usage.cache_creation_input_tokens),
      writtenForAnHour + counts.part(creation?.ephemeral_5m_input_tokens),
    ),
    writtenForAnHour,
  };
}

/** The other kinds of iteration are in the totals already, or another model's (`advisor_message`) with a price of its own. */
function compactionsOf({ iterations }: JsonObject): JsonObject[] {
  if (!Array.isArray(iterations)) return [];
  return iterations
    .slice(0, bounds.usageIterations.most)
    .filter(isJsonObject)
    .filter((iteration) => iteration.type === 'compaction');
}

/**
 * The wire usage of a stream so far: `message_delta` repeats only some members of `message_start`, and its counts
 * are totals.
 * @param earlier what this function returned before; changed, so that many events cost no more than their bytes
 */
export function mergeUsage(earlier: JsonObject | null, later: JsonValue | undefined): JsonObject | null {
  if (!isJsonObject(later)) return earlier;
  const merged: JsonObject = earlier ?? {};
  let room = bounds.usageMembers.most - Object.keys(merged).length;
  for (const member in later) {
    const value = later[member];
    if (value === undefined || (value === null && earlier !== null)) continue;
    if (!Object.hasOwn(merged, member) && room-- <= 0) continue;
    setMember(merged, member, value);
  }
  return merged;
}

/** How this format names the tiers its own vendor and OpenAI report. */
const serviceTiers: ReadonlyMap<string, string> = new Map([
  ['standard', 'standard'],
  ['priority', 'priority'],
  ['batch', 'batch'],
  ['default', 'standard'],
]);

/** @param usage Null when the provider gave none: the format has no word for that, so all counts are 0. */
export function encodeUsage(usage: Usage | null, serviceTier?: string): JsonObject {
  const read = usage?.cachedInputTokens ?? 0;
  const written = usage?.cacheWriteTokens ?? 0;
  const oneHour = usage?.cacheWriteOneHourTokens ?? 0;
  const tier = serviceTiers.get(serviceTier ?? '');
  return {
    input_tokens: Math.max(0, (usage?.inputTokens ?? 0) - read - written),
    cache_creation_input_tokens: written,
    cache_read_input_tokens: read,
    cache_creation: {
      ephemeral_5m_input_tokens: Math.max(0, written - oneHour),
      ephemeral_1h_input_tokens: oneHour,
    },
    output_tokens: usage?.outputTokens ?? 0,
    ...(usage !== null && usage.reasoningTokens > 0
      ? { output_tokens_details: { thinking_tokens: usage.reasoningTokens } }
      : {}),
    ...(usage?.webSearches ? { server_tool_use: { web_search_requests: usage.webSearches } } : {}),
    ...(tier === undefined ? {} : { service_tier: tier }),
  };
}
