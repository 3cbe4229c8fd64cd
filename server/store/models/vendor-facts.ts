import type { Capability, ModelFacts } from '../../canonical/listed-model.ts';

/**
 * What vendors publish of their families of models, for lists that say nothing but names. Kept by hand: what is not
 * certain is left out, and an unknown model is unknown. To be held against developers.openai.com/api/docs/models,
 * platform.claude.com/docs/en/about-claude/models and ai.google.dev/gemini-api/docs/models.
 */
const families: readonly [RegExp, readonly Capability[], outputTokens: number | null][] = [
  [/^gpt-3\.5-turbo/, ['tools'], 4_096],
  [/^gpt-4o-mini-(?!\d)|^gpt-4o-(?!mini|\d)/, [], null],
  [/^gpt-4o/, ['tools', 'images', 'json-schema'], 16_384],
  [/^gpt-4\.1/, ['tools', 'images', 'json-schema'], 32_768],
  [/^gpt-5[^/]*-chat/, [], null],
  [/^gpt-5(\.\d+)?-pro/, ['tools', 'images', 'reasoning', 'json-schema'], null],
  [/^gpt-5(\.\d+)?(-(mini|nano|codex|\d{4}).*)?$/, ['tools', 'images', 'reasoning', 'json-schema'], 128_000],
  [/^o3-mini/, ['tools', 'reasoning', 'json-schema'], 100_000],
  [/^(o1|o3|o4-mini)(-\d{4}.*)?$/, ['tools', 'images', 'reasoning', 'json-schema'], 100_000],
  [/^claude-3-7-sonnet/, ['tools', 'images', 'reasoning'], 64_000],
  [/^claude-3/, ['tools', 'images'], null],
  [/^claude-(opus|sonnet|haiku)-(4[-.][5-9]|[5-9])/, ['tools', 'images', 'reasoning', 'json-schema'], null],
  [/^claude-(opus|sonnet)-4/, ['tools', 'images', 'reasoning'], null],
  [/^gemini-[\d.]+-[a-z-]*(image|tts|live|audio|embedding)/, [], null],
  [/^gemini-(2\.5|3(\.\d+)?)-(pro|flash)/, ['tools', 'images', 'audio', 'reasoning', 'json-schema'], 65_536],
  [/^gemini-2\.0-flash/, ['tools', 'images', 'audio', 'json-schema'], 8_192],
];

/** What is known of a model by its name, whoever hosts it (`anthropic/claude-sonnet-4.6`); null where nothing is. */
export function vendorFacts(model: string): Pick<ModelFacts, 'capabilities' | 'outputTokens'> | null {
  const name = model.slice(model.lastIndexOf('/') + 1);
  const family = families.find(([pattern]) => pattern.test(name));
  if (!family || family[1].length === 0) return null;
  return { capabilities: family[1], outputTokens: family[2] };
}
