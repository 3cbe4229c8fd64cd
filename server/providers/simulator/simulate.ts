import type { Part } from '../../canonical/part.ts';
import type { CanonicalRequest } from '../../canonical/request.ts';
import type { CanonicalResponse, Choice, TokenLogprob } from '../../canonical/response.ts';
import type { Usage } from '../../canonical/usage.ts';
import type { Behaviour } from './behaviour.ts';
import { composeChoice } from './compose-answer.ts';
import { countTokens, tokensOf } from './tokens.ts';

/** Answers at once, however many are asked for. */
const maxChoices = 16;

/** The simulator's whole answer. */
export function simulate(request: CanonicalRequest, behaviour: Behaviour, id: string): CanonicalResponse {
  const choices = Array.from(
    { length: Math.min(Math.max(request.sampling.n ?? 1, 1), maxChoices) },
    (_, index): Choice => {
      const { parts, finish } = composeChoice(request, behaviour, index);
      const choice: Choice = { index, parts, finish };
      if (request.sampling.logprobs) choice.logprobs = logprobsOf(parts, request.sampling.topLogprobs ?? 0);
      return choice;
    },
  );
  return {
    id,
    model: request.model,
    choices,
    usage: behaviour.usage ? usageOf(request, choices) : null,
  };
}

function usageOf(request: CanonicalRequest, choices: readonly Choice[]): Usage {
  let inputTokens = 0;
  for (const message of request.messages) {
    inputTokens += 3;
    for (const part of message.parts) inputTokens += inputTokensOf(part);
  }
  for (const tool of request.tools ?? []) inputTokens += countTokens(JSON.stringify(tool));
  let outputTokens = 0;
  let reasoningTokens = 0;
  for (const part of choices.flatMap((choice) => choice.parts)) {
    const tokens = part.type === 'text' ? tokensOf(part.text).length : inputTokensOf(part);
    outputTokens += tokens;
    if (part.type === 'reasoning') reasoningTokens += tokens;
  }
  return {
    inputTokens,
    cachedInputTokens: 0,
    cacheWriteTokens: 0,
    outputTokens,
    reasoningTokens,
    raw: null,
  };
}

/** Tokens of an image or a file: a flat rate, whatever its size. */
const mediaTokens = 256;

/** Counts without cutting: a prompt may be megabytes long. */
function inputTokensOf(part: Part): number {
  switch (part.type) {
    case 'text':
    case 'reasoning':
    case 'refusal':
      return countTokens(part.text);
    case 'tool-call':
      return countTokens(part.name) + countTokens(part.arguments);
    case 'tool-result':
      return part.content.reduce((sum, inner) => sum + inputTokensOf(inner), 0);
    case 'extension':
      return countTokens(JSON.stringify(part.value));
    default:
      return mediaTokens;
  }
}

function logprobsOf(parts: readonly Part[], topCount: number): TokenLogprob[] {
  return parts.flatMap((part) => (part.type === 'text' ? textLogprobs(part.text, topCount) : []));
}

/** Probabilities of a text's tokens: plausible, and the same every time. */
export function textLogprobs(text: string, topCount: number): TokenLogprob[] {
  return tokensOf(text).map((token) => {
    const logprob = -((token.length % 5) + 1) / 100;
    const top = Array.from({ length: topCount }, (_, rank) => ({
      token: rank === 0 ? token : `${token}${rank}`,
      logprob: logprob - rank,
      bytes: [...Buffer.from(rank === 0 ? token : `${token}${rank}`)],
    }));
    return { token, logprob, bytes: [...Buffer.from(token)], top };
  });
}
