import type { JsonValue } from '../../canonical/json.ts';
import type { Reasoning } from '../../canonical/request.ts';
import type { JsonReader } from '../shared/json-reader.ts';

const efforts = ['low', 'medium', 'high', 'xhigh', 'max'] as const;
const thinkingMembers = new Set(['type', 'budget_tokens', 'display']);

/** What `thinking` and `output_config.effort` ask for. `verbatim` is a `thinking` that says more than the canonical form can. */
export function decodeReasoning(body: JsonReader): { reasoning?: Reasoning; verbatim?: JsonValue } {
  const effort = body.optionalReader('output_config')?.optionalOneOf('effort', efforts);
  const thinking = body.optionalReader('thinking');
  if (thinking === undefined) {
    return effort === undefined ? {} : { reasoning: { effort, effortOnly: true } };
  }
  const type = thinking.string('type');
  const display = thinking.optionalOneOf('display', ['summarized', 'omitted']);
  const reasoning: Reasoning = {
    effort,
    enabled: type !== 'disabled',
    budgetTokens: budgetOf(thinking, type),
    includeThoughts: display === undefined ? undefined : display === 'summarized',
  };
  const unknown = !knownTypes.has(type) || thinking.rest(thinkingMembers) !== undefined;
  return unknown ? { reasoning, verbatim: thinking.object } : { reasoning };
}

const knownTypes = new Set(['enabled', 'disabled', 'adaptive']);

function budgetOf(thinking: JsonReader, type: string): number | undefined {
  if (type === 'adaptive') return -1;
  if (type !== 'enabled') return undefined;
  const budget = thinking.optionalInteger('budget_tokens', 0);
  if (budget === undefined) throw thinking.wrong('budget_tokens', 'a whole number');
  return budget;
}
