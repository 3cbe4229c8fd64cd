import type { Part } from '../../canonical/part.ts';
import type { CanonicalRequest } from '../../canonical/request.ts';
import { countTokens } from './tokens.ts';

/** Tokens of an image or a file: a flat rate, whatever its size. */
const mediaTokens = 256;

/** What a request counts as. Counts without cutting: a prompt may be megabytes long. */
export function countInputTokens({ messages, tools }: CanonicalRequest): number {
  let tokens = 0;
  for (const message of messages) {
    tokens += 3;
    for (const part of message.parts) tokens += tokensOfPart(part);
  }
  for (const tool of tools ?? []) tokens += countTokens(JSON.stringify(tool));
  return tokens;
}

function tokensOfPart(part: Part): number {
  switch (part.type) {
    case 'text':
    case 'reasoning':
    case 'refusal':
      return countTokens(part.text);
    case 'tool-call':
      return countTokens(part.name) + countTokens(part.arguments);
    case 'tool-result':
      return part.content.reduce((sum, inner) => sum + tokensOfPart(inner), 0);
    case 'extension':
      return countTokens(JSON.stringify(part.value));
    default:
      return mediaTokens;
  }
}
