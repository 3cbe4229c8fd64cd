import type { JsonValue } from '../../canonical/json.ts';
import type { ReasoningEffort } from '../../canonical/request.ts';

/** GPT-5 in its sizes and dates, but neither its chat model nor later versions. */
const gpt5 = /^gpt-5(-(mini|nano|codex|\d{4}).*)?$/;

/**
 * Efforts that OpenAI's own models know; null for a model this table does not know, which then gets what was
 * asked. Source: developers.openai.com/api/docs/models, "Reasoning" of each model.
 */
export function effortsOfModel(model: string): readonly ReasoningEffort[] | null {
  if (/^(gpt-3|gpt-4|chatgpt-4)/.test(model)) return [];
  if (/^o\d/.test(model)) return ['low', 'medium', 'high'];
  if (gpt5.test(model)) return ['minimal', 'low', 'medium', 'high'];
  if (/^gpt-5\.1(?!-codex-max)/.test(model)) return ['none', 'low', 'medium', 'high'];
  if (/^gpt-5\.[1-5]/.test(model)) return ['none', 'low', 'medium', 'high', 'xhigh'];
  return null;
}

/**
 * Whether a model answers 400 to any sampling but the usual: o-series and GPT-5 always, later ones while they
 * reason, which from gpt-5.5 on they do unless they are told not to. Source: developers.openai.com/api/docs/guides,
 * "Reasoning" and "Using GPT-5.2", "Parameter compatibility".
 * @param effort `reasoning_effort` as it is sent.
 */
export function refusesSampling(model: string, effort: JsonValue | undefined): boolean {
  if (alwaysReasons(model)) return true;
  if (!isAtLeast(model, 5, 1)) return false;
  return effort === undefined ? isAtLeast(model, 5, 5) && !model.includes('-chat') : effort !== 'none';
}

/**
 * What a model takes of reasoning beside function tools in this format; with both, OpenAI answers 400 and points
 * to its Responses API. `unsaid`: no effort may be named; `none`: it has to be switched off.
 * Sources: openai/openai-openapi issue 541, BerriAI/litellm pull request 34569.
 */
export function reasoningBesideFunctions(model: string): 'any' | 'unsaid' | 'none' {
  if (isAtLeast(model, 5, 6)) return 'none';
  return isAtLeast(model, 5, 2) ? 'unsaid' : 'any';
}

/** Stop sequences are refused by models that always reason. Source: OpenAI's API description, `stop`. */
export function refusesStop(model: string): boolean {
  return alwaysReasons(model);
}

function alwaysReasons(model: string): boolean {
  return /^o\d/.test(model) || gpt5.test(model);
}

/** Explicit cache breakpoints came with gpt-5.6; earlier models cache by themselves and take no marker. */
export function takesCacheBreakpoints(model: string): boolean {
  return isAtLeast(model, 5, 6);
}

/** Whether a model is a GPT of that version or a later one. */
function isAtLeast(model: string, major: number, minor: number): boolean {
  const version = /^gpt-(\d+)(?:\.(\d+))?/.exec(model);
  if (version === null) return false;
  const ofModel = Number(version[1]);
  return ofModel > major || (ofModel === major && Number(version[2] ?? 0) >= minor);
}
