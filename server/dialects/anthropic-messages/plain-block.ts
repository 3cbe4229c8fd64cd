import type { JsonObject } from '../../canonical/json.ts';

/** A text block with nothing beside its text: a string says the same. */
export function isPlainBlock(block: JsonObject): block is { type: 'text'; text: string } {
  return block.type === 'text' && typeof block.text === 'string' && Object.keys(block).length === 2;
}

/** Nothing but white space, which Anthropic takes neither as text nor as a stop sequence. */
export function isBlank(text: string): boolean {
  return text.trim() === '';
}
