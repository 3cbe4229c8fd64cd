import type { JsonObject, JsonValue } from '../../canonical/json.ts';
import type { Usage } from '../../canonical/usage.ts';
import { isJsonObject, setMember } from '../shared/json-reader.ts';

/**
 * Anthropic counts input that was read from or written to the cache beside `input_tokens`, not within it, and
 * what it took to compact a conversation only in `iterations`. Missing or unfit counts are 0; null when there is
 * no usage at all. Sources: platform.claude.com/docs, "Prompt caching" and "Compaction", "Understanding usage".
 */
export function decodeUsage(usage: JsonValue | undefined): Usage | null {
  if (!isJsonObject(usage)) return null;
  const total = countsOf(usage);
  for (const iteration of compactionsOf(usage)) {
    const counts = countsOf(iteration);
    total.uncached += counts.uncached;
    total.read += counts.read;
    total.written += counts.written;
    total.writtenForAnHour += counts.writtenForAnHour;
    total.output += counts.output;
  }
  const details = isJsonObject(usage.output_tokens_details) ? usage.output_tokens_details : undefined;
  return {
    inputTokens: total.uncached + total.read + total.written,
    cachedInputTokens: total.read,
    cacheWriteTokens: total.written,
    ...(isJsonObject(usage.cache_creation) ? { cacheWriteOneHourTokens: total.writtenForAnHour } : {}),
    outputTokens: total.output,
    reasoningTokens: Math.min(total.output, count(details?.thinking_tokens)),
    raw: usage,
  };
}

function countsOf(usage: JsonObject) {
  const creation = isJsonObject(usage.cache_creation) ? usage.cache_creation : undefined;
  const writtenForAnHour = count(creation?.ephemeral_1h_input_tokens);
  return {
    uncached: count(usage.input_tokens),
    read: count(usage.cache_read_input_tokens),
    written: Math.max(
      count(usage.cache_creation_input_tokens),
      writtenForAnHour + count(creation?.ephemeral_5m_input_tokens),
    ),
    writtenForAnHour,
    output: count(usage.output_tokens),
  };
}

/** The other kinds of iteration are in the totals already, or another model's (`advisor_message`) with a price of its own. */
function compactionsOf({ iterations }: JsonObject): JsonObject[] {
  if (!Array.isArray(iterations)) return [];
  return iterations.filter(isJsonObject).filter((iteration) => iteration.type === 'compaction');
}

/** The wire usage of a stream so far: `message_delta` repeats only some members of `message_start`, and its counts are totals. */
export function mergeUsage(earlier: JsonObject | null, later: JsonValue | undefined): JsonObject | null {
  if (!isJsonObject(later)) return earlier;
  if (earlier === null) return later;
  const merged: JsonObject = { ...earlier };
  for (const [member, value] of Object.entries(later)) {
    if (value !== null) setMember(merged, member, value);
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
    ...(tier === undefined ? {} : { service_tier: tier }),
  };
}

function count(value: JsonValue | undefined): number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : 0;
}
