import type { Reasoning, ReasoningEffort } from '../../canonical/request.ts';

/**
 * What an effort is worth in thinking tokens where a format only knows a budget. `low` to `high` are Google's
 * own table for OpenAI clients of Gemini (ai.google.dev/gemini-api/docs/openai, "Thinking"); the others
 * continue it by powers of two. Targets clamp to what their model allows.
 */
const budgetByEffort: Readonly<Record<ReasoningEffort, number>> = {
  none: 0,
  minimal: 512,
  low: 1024,
  medium: 8192,
  high: 24_576,
  xhigh: 32_768,
  max: 65_536,
};

const ascending: readonly ReasoningEffort[] = ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'];

/** Thinking tokens for an effort; 0 for `none`. */
export function budgetForEffort(effort: ReasoningEffort): number {
  return budgetByEffort[effort];
}

/** The smallest effort whose budget holds `budgetTokens`. Not for -1, which leaves it to the model. */
export function effortForBudget(budgetTokens: number): ReasoningEffort {
  return ascending.find((effort) => budgetTokens <= budgetByEffort[effort]) ?? 'max';
}

/** Whether a request asks for no thinking at all, however it says so. */
export function isReasoningOff(reasoning: Reasoning): boolean {
  return (
    reasoning.enabled === false ||
    (reasoning.enabled === undefined && (reasoning.budgetTokens === 0 || reasoning.effort === 'none'))
  );
}

/**
 * The effort of a request that asks for thinking, by name or by budget; undefined where the model is to
 * decide. A named effort wins over a budget.
 */
export function effortOf(reasoning: Reasoning): ReasoningEffort | undefined {
  if (reasoning.effort !== undefined) return reasoning.effort;
  const budget = reasoning.budgetTokens;
  return budget === undefined || budget < 0 ? undefined : effortForBudget(budget);
}

/** The closest effort a target knows: itself, else the next above, else the next below. */
export function closestEffort<Known extends ReasoningEffort>(
  effort: ReasoningEffort,
  known: readonly Known[],
): Known | undefined {
  const rank = ascending.indexOf(effort);
  const above = ascending.slice(rank).find((candidate) => known.some((each) => each === candidate));
  const below = ascending.slice(0, rank).findLast((candidate) => known.some((each) => each === candidate));
  return known.find((each) => each === (above ?? below));
}
