import type { JsonObject, JsonValue } from '../../canonical/json.ts';
import type { TokenLogprob } from '../../canonical/response.ts';
import { isJsonObject } from '../shared/json-reader.ts';

/** `logprobsResult`: the chosen token of each step, and beside it the likeliest ones. Undefined when there is none. */
export function decodeLogprobs(value: JsonValue | undefined): TokenLogprob[] | undefined {
  if (!isJsonObject(value) || !Array.isArray(value.chosenCandidates)) return undefined;
  const steps = Array.isArray(value.topCandidates) ? value.topCandidates : [];
  return value.chosenCandidates.map((chosen, index) => {
    const step = steps[index];
    const candidates = isJsonObject(step) && Array.isArray(step.candidates) ? step.candidates : [];
    return { ...decodeCandidate(chosen), top: candidates.map(decodeCandidate) };
  });
}

export function encodeLogprobs(logprobs: readonly TokenLogprob[]): JsonObject {
  return {
    chosenCandidates: logprobs.map(encodeCandidate),
    topCandidates: logprobs.map((token) => ({ candidates: token.top.map(encodeCandidate) })),
  };
}

type Candidate = Omit<TokenLogprob, 'top'>;

function decodeCandidate(value: JsonValue): Candidate {
  const candidate = isJsonObject(value) ? value : {};
  const { token, logProbability, tokenId } = candidate;
  return {
    token: typeof token === 'string' ? token : '',
    logprob: typeof logProbability === 'number' ? logProbability : 0,
    ...(typeof tokenId === 'number' ? { tokenId } : {}),
  };
}

function encodeCandidate(candidate: Candidate): JsonObject {
  return {
    token: candidate.token,
    logProbability: candidate.logprob,
    ...(candidate.tokenId === undefined ? {} : { tokenId: candidate.tokenId }),
  };
}
