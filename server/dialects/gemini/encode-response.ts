import type { JsonObject } from '../../canonical/json.ts';
import { Losses } from '../../canonical/loss.ts';
import type { CanonicalResponse, Choice } from '../../canonical/response.ts';
import type { Encoded, ResponseContext } from '../dialect.ts';
import { ownExtensions } from '../shared/foreign-extensions.ts';
import { encodeFunctionResponse } from './encode-function-response.ts';
import { encodePart } from './encode-part.ts';
import { encodeFinish } from './finish.ts';
import { encodeLogprobs } from './logprobs.ts';
import { encodeServiceTier } from './service-tier.ts';
import { encodeUsage } from './usage.ts';

export function encodeResponse(response: CanonicalResponse, context: ResponseContext): Encoded<JsonObject> {
  const losses = new Losses();
  const own = ownExtensions(response.extensions, 'gemini', losses);
  const tier = response.serviceTier === undefined ? undefined : encodeServiceTier(response.serviceTier);
  if (response.serviceTier !== undefined && tier === undefined) losses.add('service_tier');
  // A refused prompt has no candidates; what was decoded as one was made of the refusal.
  const isBlocked = own?.promptFeedback !== undefined && response.choices.every(isEmpty);
  const body: JsonObject = {
    ...(isBlocked ? {} : { candidates: response.choices.map((choice) => encodeChoice(choice, losses)) }),
    ...(response.usage === null ? {} : { usageMetadata: encodeUsage(response.usage, tier) }),
    modelVersion: context.model,
    responseId: response.id === '' ? context.requestId : response.id,
    ...own,
  };
  return { body, losses: losses.list };
}

function isEmpty(choice: Choice): boolean {
  return choice.parts.length === 0 && choice.finish.unified === 'content-filter';
}

function encodeChoice(choice: Choice, losses: Losses): JsonObject {
  const path = `choices[${choice.index}]`;
  if (choice.finish.stopSequence !== undefined) losses.add('stop_sequence', path);
  const parts: JsonObject[] = [];
  choice.parts.forEach((part, index) => {
    const partPath = `${path}.parts[${index}]`;
    if (part.type === 'tool-result') {
      parts.push(...encodeFunctionResponse(part, part.toolName, true, losses, partPath));
      return;
    }
    const encoded = encodePart(part, losses, partPath);
    if (encoded !== null) parts.push(encoded);
  });
  return {
    content: { ...(parts.length === 0 ? {} : { parts }), role: 'model' },
    finishReason: encodeFinish(choice.finish),
    index: choice.index,
    ...(choice.logprobs === undefined ? {} : { logprobsResult: encodeLogprobs(choice.logprobs) }),
    ...ownExtensions(choice.extensions, 'gemini', losses, path),
  };
}
