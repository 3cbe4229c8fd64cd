import type { ReasoningEffort } from '../../canonical/request.ts';

export type AnthropicEffort = Exclude<ReasoningEffort, 'none' | 'minimal'>;

/** What a model takes. Anthropic refuses with 400 what a model does not know, so an encoder has to know it too. */
export interface ModelCapabilities {
  /** Most tokens it writes in one answer. */
  maxOutputTokens: number;
  /** How thinking is asked for: by a budget, by `adaptive`, by either, or not at all. */
  thinking: 'none' | 'budget' | 'adaptive' | 'either';
  efforts: readonly AnthropicEffort[];
  /** False: any temperature, top_p or top_k but the default is refused. */
  sampling: boolean;
  /** False: temperature and top_p exclude each other. */
  temperatureWithTopP: boolean;
  structuredOutput: boolean;
  /** Whether a message of role `system` may follow a user's. */
  systemMessages: boolean;
}

/** Versions as 4.5; the model families that are newer than any numbered one count as 5. */
const newestVersion = 5;

/**
 * Capabilities by the name's family and version, in any of the spellings in use (`claude-opus-4-1-20250805`,
 * `anthropic.claude-3-5-sonnet-…-v2:0`, `claude-4.7-opus`).
 * Sources: platform.claude.com/docs, "Models overview", "Extended thinking", "Adaptive thinking", "Effort",
 * "Structured outputs", "What's new in Claude Opus 4.7" and "… 4.8". A server that speaks this format with
 * models of its own gets what every Anthropic model had when the format settled.
 */
export function capabilitiesOf(model: string): ModelCapabilities {
  const version = versionOf(model);
  if (version === null) return ofOtherVendors;
  const opus = model.includes('opus');
  return {
    maxOutputTokens: maxOutputTokensOf(version, opus),
    thinking: version < 3.7 ? 'none' : version < 4.6 ? 'budget' : version < 4.7 ? 'either' : 'adaptive',
    efforts: effortsOf(version, opus),
    sampling: version < 4.7,
    temperatureWithTopP: version < 4.1,
    structuredOutput: version >= 4.5 || (version === 4.1 && opus),
    systemMessages: version >= 4.8,
  };
}

const ofOtherVendors: ModelCapabilities = {
  maxOutputTokens: 8192,
  thinking: 'budget',
  efforts: ['low', 'medium', 'high', 'xhigh', 'max'],
  sampling: true,
  temperatureWithTopP: true,
  structuredOutput: true,
  systemMessages: false,
};

/** Most that is asked for on behalf of a client who named no bound; room for long answers, and every model since 4 allows it. */
const largestDefaultMaxTokens = 32_000;

/** `max_tokens` is required by Anthropic and by no one else: the model's own maximum, up to 32 000. */
export function defaultMaxTokens(capabilities: ModelCapabilities): number {
  return Math.min(capabilities.maxOutputTokens, largestDefaultMaxTokens);
}

function versionOf(model: string): number | null {
  const start = model.indexOf('claude');
  if (start === -1) return null;
  const match = /(?<![\d.])(\d)(?:[-.](\d)(?!\d))?(?!\d)/.exec(model.slice(start + 'claude'.length));
  if (match === null) return newestVersion;
  return Number(`${match[1]}.${match[2] ?? 0}`);
}

function maxOutputTokensOf(version: number, opus: boolean): number {
  if (version < 3.5) return 4096;
  if (version < 3.7) return 8192;
  if (opus && version >= 4 && version < 4.5) return 32_000;
  if (version >= 5 || (opus && version >= 4.6)) return 128_000;
  return 64_000;
}

function effortsOf(version: number, opus: boolean): readonly AnthropicEffort[] {
  if (version >= 4.7) return ['low', 'medium', 'high', 'xhigh', 'max'];
  if (version >= 4.6) return ['low', 'medium', 'high', 'max'];
  return version >= 4.5 && opus ? ['low', 'medium', 'high'] : [];
}
