import type { ReasoningEffort } from '../../canonical/request.ts';

/**
 * Efforts that OpenAI's own models know; null for a model this table does not know, which then gets what was
 * asked. Source: developers.openai.com/api/docs/models, "Reasoning" of each model.
 */
export function effortsOfModel(model: string): readonly ReasoningEffort[] | null {
  if (/^(gpt-3|gpt-4|chatgpt-4)/.test(model)) return [];
  if (/^o\d/.test(model)) return ['low', 'medium', 'high'];
  if (/^gpt-5(-(mini|nano|codex|\d{4}).*)?$/.test(model)) return ['minimal', 'low', 'medium', 'high'];
  if (/^gpt-5\.1(?!-codex-max)/.test(model)) return ['none', 'low', 'medium', 'high'];
  if (/^gpt-5\.[1-5]/.test(model)) return ['none', 'low', 'medium', 'high', 'xhigh'];
  return null;
}

/** Explicit cache breakpoints came with gpt-5.6; earlier models cache by themselves and take no marker. */
export function takesCacheBreakpoints(model: string): boolean {
  const version = /^gpt-(\d+)(?:\.(\d+))?/.exec(model);
  if (version === null) return false;
  const major = Number(version[1]);
  return major > 5 || (major === 5 && Number(version[2] ?? 0) >= 6);
}
