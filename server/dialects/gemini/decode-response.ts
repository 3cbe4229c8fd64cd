import { bounds, overBound } from '../../canonical/bounds.ts';
import { Fault } from '../../canonical/fault.ts';
import type { JsonValue } from '../../canonical/json.ts';
import type { CanonicalResponse, Choice } from '../../canonical/response.ts';
import { callIdSeed, readAnswer, type WireCandidate } from './decode-candidate.ts';
import { decodePart } from './decode-part.ts';
import { ExtensionBag } from './extensions.ts';
import { blockedFinish, decodeFinish } from './finish.ts';
import { decodeLogprobs } from './logprobs.ts';
import { decodeServiceTier } from './service-tier.ts';
import { ToolCallIds } from './tool-call-id.ts';
import { decodeUsage } from './usage.ts';

/** `GenerateContentResponse` (https://ai.google.dev/api/generate-content#generatecontentresponse). */
export function decodeResponse(body: JsonValue): CanonicalResponse {
  const answer = readAnswer(body);
  const ids = new ToolCallIds(callIdSeed(answer));
  const choices = answer.candidates.map((candidate) => decodeCandidate(candidate, ids));
  if (choices.length === 0) {
    if (answer.blockReason === undefined) {
      throw new Fault('upstream_malformed', 'The provider answered without candidates.');
    }
    choices.push({ index: 0, parts: [], finish: blockedFinish(answer.blockReason) });
  }
  return {
    id: answer.id ?? '',
    model: answer.model ?? '',
    choices,
    usage: decodeUsage(answer.usage),
    ...decodeServiceTier(answer.usage),
    ...answer.extensions,
  };
}

function decodeCandidate(candidate: WireCandidate, ids: ToolCallIds): Choice {
  const parts = candidate.parts.map((part) => decodePart(part, ids));
  const calls = parts.reduce((count, part) => count + (part.type === 'tool-call' ? 1 : 0), 0);
  if (calls > bounds.toolCalls.most) throw overBound('upstream_malformed', 'toolCalls', 'candidates', calls);
  const logprobs = decodeLogprobs(candidate.logprobs);
  const extensions = new ExtensionBag();
  extensions.add(candidate.rest);
  return {
    index: candidate.index,
    parts,
    finish: decodeFinish(candidate.finishReason, calls > 0),
    ...(logprobs === undefined ? {} : { logprobs }),
    ...extensions.asMember,
  };
}
