import type { JsonObject, JsonValue } from '../../canonical/json.ts';
import { isJsonObject } from '../shared/json-reader.ts';

/**
 * Whether the answer that is still going on, because its tools have just been answered or because it is to be
 * continued, does not begin with its thoughts. Beside thinking by budget Anthropic refuses that; adaptive
 * thinking does not mind. Source: platform.claude.com/docs, "Extended thinking" and "Adaptive thinking".
 * @param turns Messages as Anthropic takes them.
 */
export function lacksThoughts(turns: readonly JsonObject[]): boolean {
  const last = turns.findLastIndex((turn) => turn.role === 'assistant');
  const answer = turns[last];
  if (answer === undefined) return false;
  const after = turns.slice(last + 1);
  const goesOn = after.length === 0 || after.some((turn) => typesOf(turn.content).includes('tool_result'));
  const [first] = typesOf(answer.content);
  return goesOn && first !== 'thinking' && first !== 'redacted_thinking';
}

function typesOf(content: JsonValue | undefined): (JsonValue | undefined)[] {
  return Array.isArray(content) ? content.filter(isJsonObject).map((block) => block.type) : [];
}
