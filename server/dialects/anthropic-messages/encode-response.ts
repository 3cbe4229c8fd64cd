import type { JsonObject } from '../../canonical/json.ts';
import { Losses } from '../../canonical/loss.ts';
import type { CanonicalResponse } from '../../canonical/response.ts';
import type { Encoded, ResponseContext } from '../dialect.ts';
import { responseId } from '../shared/derive-id.ts';
import { ownExtensions } from '../shared/foreign-extensions.ts';
import { encodeBlock } from './encode-block.ts';
import { contentsOf, encodeFinish, finishFor, isFinishLost } from './finish.ts';
import { encodeUsage } from './usage.ts';
import { dialectName } from './vocabulary.ts';

/** How Anthropic's own ids of answers start. */
export const messageIdPrefix = 'msg_';

export function encodeResponse(response: CanonicalResponse, context: ResponseContext): Encoded<JsonObject> {
  const losses = new Losses();
  const [choice] = response.choices;
  if (response.choices.length > 1) losses.add('n');
  if (choice?.logprobs !== undefined) losses.add('logprobs');
  const parts = choice?.parts ?? [];
  const content: JsonObject[] = [];
  for (const [index, part] of parts.entries()) {
    const block = encodeBlock(part, { losses, role: 'assistant' }, `content[${index}]`);
    if (block !== null) content.push(block);
  }
  const finish = finishFor(choice?.finish ?? { unified: 'other', raw: null }, contentsOf(parts));
  if (isFinishLost(finish)) losses.add('stop_reason');
  const body: JsonObject = {
    id: responseId(messageIdPrefix, response.id, context.requestId),
    type: 'message',
    role: 'assistant',
    model: context.model,
    content,
    ...encodeFinish(finish),
    ...ownExtensions(choice?.extensions, dialectName, losses),
    usage: encodeUsage(response.usage, response.serviceTier),
    ...ownExtensions(response.extensions, dialectName, losses),
  };
  return { body, losses: losses.list };
}
