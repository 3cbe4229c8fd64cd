import type { JsonObject, JsonValue } from '../../canonical/json.ts';
import type { Losses } from '../../canonical/loss.ts';
import type { Reasoning, ReasoningEffort } from '../../canonical/request.ts';
import { budgetForEffort, closestEffort, isReasoningOff } from '../shared/reasoning-effort.ts';
import { canThink, isGemini3OrLater } from './model-version.ts';

type Level = Extract<ReasoningEffort, 'minimal' | 'low' | 'medium' | 'high'>;

/** Which levels a model knows (https://ai.google.dev/gemini-api/docs/thinking). */
const firstProLevels: readonly Level[] = ['low', 'high'];
const proLevels: readonly Level[] = ['low', 'medium', 'high'];
const flashLevels: readonly Level[] = ['minimal', 'low', 'medium', 'high'];

/** Thinking tokens of Gemini 2.5 (the same page). */
const budgetRanges = {
  pro: { least: 128, most: 32_768 },
  'flash-lite': { least: 512, most: 24_576 },
  flash: { least: 1, most: 24_576 },
};

/**
 * `thinkingConfig` as the model knows it: levels from Gemini 3 on, a budget before. A budget is taken by
 * both, so one that the client named goes as it is, within the model's bounds; an effort becomes the nearest
 * level, or its budget.
 */
export function encodeThinking(
  reasoning: Reasoning | undefined,
  model: string,
  own: Readonly<Record<string, JsonValue>>,
  losses: Losses,
): JsonObject {
  if (reasoning === undefined) return { ...own };
  if (!canThink(model)) {
    if (!isReasoningOff(reasoning)) losses.add(lossName(reasoning));
    return { ...own };
  }
  const encoded: JsonObject = {
    ...(isReasoningOff(reasoning) ? encodeOff(model, losses) : encodeAmount(reasoning, model, losses)),
    ...own,
  };
  if (reasoning.includeThoughts !== undefined) encoded.includeThoughts = reasoning.includeThoughts;
  return encoded;
}

function encodeAmount(reasoning: Reasoning, model: string, losses: Losses): JsonObject {
  const { effort, budgetTokens } = reasoning;
  if (effort !== undefined && isGemini3OrLater(model)) return encodeLevel(effort, model);
  const wanted = budgetTokens ?? (effort === undefined ? undefined : budgetForEffort(effort));
  if (wanted === undefined) return {};
  if (wanted < 0) return { thinkingBudget: wanted };
  const { least, most } = budgetRange(model);
  if (budgetTokens !== undefined && budgetTokens > most) losses.add('budget_tokens');
  return { thinkingBudget: Math.min(most, Math.max(least, wanted)) };
}

function lossName({ effort, budgetTokens }: Reasoning): string {
  if (effort !== undefined) return 'reasoning_effort';
  return budgetTokens === undefined ? 'include_thoughts' : 'budget_tokens';
}

function encodeLevel(effort: ReasoningEffort, model: string): JsonObject {
  const level = closestEffort(effort, levelsOf(model));
  return level === undefined ? {} : { thinkingLevel: level.toUpperCase() };
}

function levelsOf(model: string): readonly Level[] {
  if (!model.includes('pro')) return flashLevels;
  return /gemini-3-pro/.test(model) ? firstProLevels : proLevels;
}

/** Not every model can be kept from thinking; then it thinks as little as it can, and that is a loss. */
function encodeOff(model: string, losses: Losses): JsonObject {
  if (isGemini3OrLater(model)) {
    losses.add('reasoning_off');
    return encodeLevel('minimal', model);
  }
  if (!model.includes('pro')) return { thinkingBudget: 0 };
  losses.add('reasoning_off');
  return { thinkingBudget: budgetRanges.pro.least };
}

function budgetRange(model: string): { least: number; most: number } {
  if (model.includes('pro')) return budgetRanges.pro;
  return model.includes('flash-lite') ? budgetRanges['flash-lite'] : budgetRanges.flash;
}
