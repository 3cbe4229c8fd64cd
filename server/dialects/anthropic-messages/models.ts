import type { ReasoningEffort } from '../../canonical/request.ts';

export type AnthropicEffort = Exclude<ReasoningEffort, 'none' | 'minimal'>;

/** What a model takes. Anthropic refuses with 400 what a model does not know, so an encoder has to know it too. */
export interface ModelCapabilities {
  /** Most tokens it writes in one answer. */
  maxOutputTokens: number;
  /** How thinking is asked for: by a budget, by `adaptive`, by either, or not at all. */
  thinking: 'none' | 'budget' | 'adaptive' | 'either';
  /** Whether it thinks when nothing is said about it. */
  thinksByDefault: boolean;
  /** The least thinking that can be asked for; null where it cannot be turned down. */
  thinkingOff: 'disabled' | 'between_tools' | null;
  efforts: readonly AnthropicEffort[];
  /** False: any temperature, top_p or top_k but the default is refused. */
  sampling: boolean;
  /** False: temperature and top_p exclude each other. */
  temperatureWithTopP: boolean;
  /** False: a `tool_choice` that demands a call is refused. */
  forcedTools: boolean;
  structuredOutput: boolean;
  /** Whether an answer may be begun for it: the conversation then ends with the assistant. */
  prefill: boolean;
  /** Whether a message of role `system` may follow a user's. */
  systemMessages: boolean;
}

type Family = 'opus' | 'sonnet' | 'haiku' | 'fable' | 'mythos';

const families: readonly Family[] = ['opus', 'sonnet', 'haiku', 'fable', 'mythos'];

/** Version of a model whose name has none (`claude-mythos-preview`): these came after all numbered 4s. */
const unnumberedVersion = 5;

/**
 * Capabilities by the name's family and version, in any of the spellings in use (`claude-opus-4-1-20250805`,
 * `anthropic.claude-3-5-sonnet-…-v2:0`, `claude-4.7-opus`). A model newer than these is taken to be like the
 * newest of its family. A server that speaks this format with models of its own gets what every Anthropic
 * model had when the format settled.
 * Sources: platform.claude.com/docs, "Models overview", "Thinking", "Effort", "Structured outputs",
 * "Mid-conversation system messages", and the migration guides of each model from 4.7 to 5.5.
 */
export function capabilitiesOf(model: string): ModelCapabilities {
  const version = versionOf(model);
  if (version === null) return ofOtherVendors;
  const family = families.find((name) => model.includes(name)) ?? 'sonnet';
  const alwaysThinks = family === 'fable' || family === 'mythos' || (family === 'opus' && version >= 5.5);
  return {
    maxOutputTokens: maxOutputTokensOf(version, family),
    thinking: version < 3.7 ? 'none' : version < 4.6 ? 'budget' : version < 4.7 ? 'either' : 'adaptive',
    thinksByDefault: version >= 5,
    thinkingOff: alwaysThinks ? null : family === 'sonnet' && version >= 5.5 ? 'between_tools' : 'disabled',
    efforts: effortsOf(version, family),
    sampling: version < 4.7,
    temperatureWithTopP: version < 4.1,
    forcedTools: version < (refusesForcedToolsFrom[family] ?? Number.POSITIVE_INFINITY),
    structuredOutput: version >= 4.5 || (version === 4.1 && family === 'opus'),
    prefill: version < 4.6,
    systemMessages: version >= 4.8 && !(family === 'sonnet' && version === 5),
  };
}

/** From this version on a family refuses a `tool_choice` of `any` or `tool`. */
const refusesForcedToolsFrom: Readonly<Partial<Record<Family, number>>> = {
  opus: 5.5,
  sonnet: 5.5,
  fable: 5.1,
  mythos: 5.1,
};

const ofOtherVendors: ModelCapabilities = {
  maxOutputTokens: 8192,
  thinking: 'budget',
  thinksByDefault: false,
  thinkingOff: 'disabled',
  efforts: ['low', 'medium', 'high', 'xhigh', 'max'],
  sampling: true,
  temperatureWithTopP: true,
  forcedTools: true,
  structuredOutput: true,
  prefill: true,
  systemMessages: false,
};

/** Most that is asked for on behalf of a client who named no bound; room for long answers, and every model since 4 allows it. */
const largestDefaultMaxTokens = 32_000;

/** `max_tokens` is required by Anthropic and by no one else: the model's own maximum, up to 32 000. */
export function defaultMaxTokens(capabilities: ModelCapabilities): number {
  return Math.min(capabilities.maxOutputTokens, largestDefaultMaxTokens);
}

/** 4.5 of `claude-sonnet-4-5-20250929`; null when the name is not one of Anthropic's. */
function versionOf(model: string): number | null {
  const start = model.indexOf('claude');
  if (start === -1) return null;
  const match = /(?<![\d.])(\d)(?:[-.](\d)(?!\d))?(?!\d)/.exec(model.slice(start + 'claude'.length));
  if (match === null) return unnumberedVersion;
  return Number(`${match[1]}.${match[2] ?? 0}`);
}

function maxOutputTokensOf(version: number, family: Family): number {
  if (version < 3.5) return 4096;
  if (version < 3.7) return 8192;
  if (family === 'opus' && version >= 4 && version < 4.5) return 32_000;
  if (version >= 5 || (family === 'opus' && version >= 4.6)) return 128_000;
  return 64_000;
}

function effortsOf(version: number, family: Family): readonly AnthropicEffort[] {
  if (version >= 4.7) return ['low', 'medium', 'high', 'xhigh', 'max'];
  if (version >= 4.6) return ['low', 'medium', 'high', 'max'];
  return version >= 4.5 && family === 'opus' ? ['low', 'medium', 'high'] : [];
}
