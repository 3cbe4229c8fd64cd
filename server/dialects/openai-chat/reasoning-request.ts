import type { JsonObject } from '../../canonical/json.ts';
import type { Losses } from '../../canonical/loss.ts';
import type { Reasoning } from '../../canonical/request.ts';
import type { Target } from '../dialect.ts';
import type { JsonReader } from '../shared/json-reader.ts';
import { closestEffort, effortOf, isReasoningOff } from '../shared/reasoning-effort.ts';
import { effortsOfModel, reasoningBesideFunctions } from './models.ts';

const efforts = ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'] as const;

/**
 * How a request asks for reasoning: OpenAI's `reasoning_effort`, OpenRouter's `reasoning`, or the `thinking`
 * of DeepSeek, Moonshot and Zhipu.
 */
export function decodeReasoningRequest(body: JsonReader): Reasoning | undefined {
  const reasoning: Reasoning = {};
  const effort = body.optionalOneOf('reasoning_effort', efforts);
  if (effort !== undefined) reasoning.effort = effort;
  const object = body.optionalReader('reasoning');
  if (object !== undefined) readReasoningObject(object, reasoning);
  const thinking = body.optionalReader('thinking');
  if (thinking !== undefined) readThinkingObject(thinking, reasoning);
  return Object.keys(reasoning).length === 0 ? undefined : reasoning;
}

function readReasoningObject(object: JsonReader, reasoning: Reasoning): void {
  const effort = object.optionalOneOf('effort', efforts);
  const budget = object.optionalInteger('max_tokens', 0);
  const enabled = object.optionalBoolean('enabled');
  const exclude = object.optionalBoolean('exclude');
  if (effort !== undefined) reasoning.effort = effort;
  if (budget !== undefined) reasoning.budgetTokens = budget;
  if (enabled !== undefined) reasoning.enabled = enabled;
  if (exclude !== undefined) reasoning.includeThoughts = !exclude;
}

function readThinkingObject(thinking: JsonReader, reasoning: Reasoning): void {
  const type = thinking.oneOf('type', ['enabled', 'disabled', 'auto', 'adaptive']);
  reasoning.enabled = type !== 'disabled';
  if (type === 'auto' || type === 'adaptive') reasoning.budgetTokens = -1;
  const budget = thinking.optionalInteger('budget_tokens', 0);
  if (budget !== undefined) reasoning.budgetTokens = budget;
}

/**
 * Members that ask the target's server for what `reasoning` wants.
 * @param hasFunctions Whether the request offers function tools, beside which some models refuse to reason.
 */
export function encodeReasoningRequest(
  reasoning: Reasoning | undefined,
  hasFunctions: boolean,
  target: Target,
  losses: Losses,
): JsonObject {
  const { reasoningRequest } = target.quirks;
  if (reasoningRequest === undefined || reasoningRequest === 'reasoning_effort') {
    const asked = reasoning === undefined ? {} : encodeEffort(reasoning, target, losses);
    return hasFunctions ? besideFunctions(asked, target.model, losses) : asked;
  }
  if (reasoning === undefined) return {};
  switch (reasoningRequest) {
    case 'reasoning-object':
      return encodeReasoningObject(reasoning);
    case 'thinking-object':
      return encodeThinkingObject(reasoning, losses);
    case 'none':
      if (!isReasoningOff(reasoning)) losses.add('reasoning');
      return {};
  }
}

/** Tools are kept and reasoning is not: without it a model answers still, without its tools an agent is lost. */
function besideFunctions(asked: JsonObject, model: string, losses: Losses): JsonObject {
  const allowed = reasoningBesideFunctions(model);
  if (allowed === 'any' || asked.reasoning_effort === 'none') return asked;
  if (asked.reasoning_effort !== undefined) losses.add('reasoning_effort');
  return allowed === 'none' ? { reasoning_effort: 'none' } : {};
}

function encodeEffort(reasoning: Reasoning, target: Target, losses: Losses): JsonObject {
  // OpenAI never shows thoughts in this format; servers that return them do so unasked.
  if (reasoning.includeThoughts === true && target.quirks.reasoningField === undefined) {
    losses.add('include_thoughts');
  }
  const wanted = isReasoningOff(reasoning) ? 'none' : effortOf(reasoning);
  if (wanted === undefined) return {};
  const known = effortsOfModel(target.model);
  if (known === null) return { reasoning_effort: wanted };
  if (known.length === 0) {
    // The model does not think: that is what "none" asks for.
    if (wanted !== 'none') losses.add('reasoning_effort');
    return {};
  }
  const effort = closestEffort(wanted, known);
  if (effort === undefined) return {};
  if (effort !== wanted) losses.add('reasoning_effort');
  return { reasoning_effort: effort };
}

function encodeReasoningObject(reasoning: Reasoning): JsonObject {
  const object: JsonObject = {};
  if (reasoning.effort !== undefined) object.effort = reasoning.effort;
  // The server takes an effort or a budget, not both.
  else if (reasoning.budgetTokens !== undefined && reasoning.budgetTokens >= 0) {
    object.max_tokens = reasoning.budgetTokens;
  }
  if (reasoning.enabled !== undefined) object.enabled = reasoning.enabled;
  else if (reasoning.budgetTokens === -1) object.enabled = true;
  if (reasoning.includeThoughts !== undefined) object.exclude = !reasoning.includeThoughts;
  return { reasoning: object };
}

function encodeThinkingObject(reasoning: Reasoning, losses: Losses): JsonObject {
  if (isReasoningOff(reasoning)) return { thinking: { type: 'disabled' } };
  // Thinking is on or off here; how much is the server's decision.
  if (reasoning.effort !== undefined) losses.add('reasoning_effort');
  else if (reasoning.budgetTokens !== undefined && reasoning.budgetTokens > 0) losses.add('budget_tokens');
  return { thinking: { type: 'enabled' } };
}
