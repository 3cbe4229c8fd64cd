import type { JsonObject } from '../../canonical/json.ts';
import type { Losses } from '../../canonical/loss.ts';
import type { CanonicalRequest, Reasoning } from '../../canonical/request.ts';
import { budgetForEffort, closestEffort, effortOf, isReasoningOff } from '../shared/reasoning-effort.ts';
import { forcesTool } from './encode-tools.ts';
import { type AnthropicEffort, defaultMaxTokens, type ModelCapabilities } from './models.ts';

/** How thinking is asked for, and the bound of output that leaves room for it. */
export interface EncodedReasoning {
  maxTokens: number;
  thinking?: JsonObject;
  effort?: AnthropicEffort;
}

/** Least budget Anthropic takes. */
const leastBudgetTokens = 1024;

/** Budget when thinking is asked for and nothing says how much. */
const usualEffort = 'medium';

/** @param lacksThoughts As {@link lacksThoughts} says of the turns. */
export function encodeReasoning(
  request: CanonicalRequest,
  capabilities: ModelCapabilities,
  lacksThoughts: boolean,
  losses: Losses,
): EncodedReasoning {
  const { reasoning } = request;
  const maxTokens = request.sampling.maxTokens ?? defaultMaxTokens(capabilities);
  if (reasoning === undefined) return { maxTokens, ...besideForcedTool(request, capabilities) };
  const effort = closest(reasoning, capabilities);
  if (reasoning.effortOnly === true) return { maxTokens, ...besideForcedTool(request, capabilities), effort };
  if (isReasoningOff(reasoning)) return { maxTokens, ...switchedOff(reasoning, capabilities, losses) };
  if (capabilities.thinking === 'none' || excludesThinking(request, capabilities)) {
    losses.add(lossName(reasoning));
    return { maxTokens, ...besideForcedTool(request, capabilities), effort };
  }
  const display = displayOf(reasoning);
  const explicitBudget = reasoning.budgetTokens !== undefined && reasoning.budgetTokens > 0;
  const byBudgetOnly = explicitBudget && !lacksThoughts;
  if (capabilities.thinking === 'adaptive' || (capabilities.thinking === 'either' && !byBudgetOnly)) {
    return {
      maxTokens,
      thinking: { type: 'adaptive', ...display },
      effort: effort ?? byBudget(reasoning, capabilities),
    };
  }
  if (lacksThoughts) {
    losses.add(lossName(reasoning));
    return { maxTokens, effort };
  }
  return withBudget(request, reasoning, capabilities, losses, { effort, display });
}

/** A tool that must be called excludes thinking, wherever thinking can be excluded. */
function excludesThinking(request: CanonicalRequest, capabilities: ModelCapabilities): boolean {
  return forcesTool(request, capabilities) && capabilities.thinkingOff === 'disabled';
}

/** Models that think unasked have to be told not to where a tool must be called. */
function besideForcedTool(
  request: CanonicalRequest,
  capabilities: ModelCapabilities,
): { thinking?: JsonObject } {
  const needed = capabilities.thinksByDefault && excludesThinking(request, capabilities);
  return needed ? { thinking: { type: 'disabled' } } : {};
}

/** The efforts that go with thinking switched off; higher ones are refused beside it. */
const effortsWithoutThinking = ['low', 'medium', 'high'] as const;

/** No thinking, or where that cannot be had as little as possible, which is a loss. */
function switchedOff(
  reasoning: Reasoning,
  capabilities: ModelCapabilities,
  losses: Losses,
): { thinking?: JsonObject; effort?: AnthropicEffort } {
  if (capabilities.thinking === 'none') return {};
  if (capabilities.thinkingOff === null) {
    losses.add(lossName(reasoning));
    return { effort: closestEffort('low', capabilities.efforts) };
  }
  const effort = closest(reasoning, capabilities);
  return {
    thinking: { type: capabilities.thinkingOff },
    effort: effort === undefined ? undefined : closestEffort(effort, effortsWithoutThinking),
  };
}

/** `enabled` with a budget below the bound of output, as Anthropic demands. */
function withBudget(
  request: CanonicalRequest,
  reasoning: Reasoning,
  capabilities: ModelCapabilities,
  losses: Losses,
  beside: { effort: AnthropicEffort | undefined; display: JsonObject },
): EncodedReasoning {
  const wanted =
    reasoning.budgetTokens !== undefined && reasoning.budgetTokens > 0
      ? reasoning.budgetTokens
      : budgetForEffort(reasoning.effort ?? usualEffort);
  const budget = Math.max(leastBudgetTokens, wanted);
  // Beside a budget of the client's own the effort is sent too, where the model knows it: both were asked for.
  const effort = reasoning.budgetTokens === undefined ? undefined : beside.effort;
  const given = request.sampling.maxTokens;
  const maxTokens = given ?? Math.min(capabilities.maxOutputTokens, defaultMaxTokens(capabilities) + budget);
  const fitting = budget < maxTokens ? budget : Math.floor(maxTokens / 2);
  if (fitting < leastBudgetTokens) {
    losses.add(lossName(reasoning));
    return { maxTokens, effort };
  }
  return { maxTokens, thinking: { type: 'enabled', budget_tokens: fitting, ...beside.display }, effort };
}

function closest(reasoning: Reasoning, capabilities: ModelCapabilities): AnthropicEffort | undefined {
  return reasoning.effort === undefined || reasoning.effort === 'none'
    ? undefined
    : closestEffort(reasoning.effort, capabilities.efforts);
}

/** The effort a budget amounts to, for a model that takes no budgets. */
function byBudget(reasoning: Reasoning, capabilities: ModelCapabilities): AnthropicEffort | undefined {
  const effort = effortOf(reasoning);
  return effort === undefined ? undefined : closestEffort(effort, capabilities.efforts);
}

function displayOf(reasoning: Reasoning): JsonObject {
  if (reasoning.includeThoughts === undefined) return {};
  return { display: reasoning.includeThoughts ? 'summarized' : 'omitted' };
}

function lossName(reasoning: Reasoning): string {
  return reasoning.effort === undefined ? 'thinking' : 'reasoning_effort';
}
