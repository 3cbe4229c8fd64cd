import type { JsonObject } from '../../canonical/json.ts';
import { type Loss, Losses } from '../../canonical/loss.ts';
import type { Relay, RelayReading, StreamTap, Target, WireRequest } from '../dialect.ts';
import { isJsonObject } from '../shared/json-reader.ts';
import { parseObject } from '../shared/parse-object.ts';
import { replaceText, spliceMembers } from '../shared/splice-member.ts';
import { withinDepth } from '../shared/within-depth.ts';
import { decodeStreamFault } from './fault.ts';
import { decodeFinish } from './finish.ts';
import { messageText } from './message-text.ts';
import { changesForServer } from './server-changes.ts';
import { OpenAiChatStreamTap } from './stream-tap.ts';
import { usageOf } from './usage.ts';

export const relay: Relay = {
  prepareRequest(bytes: Buffer, request: WireRequest, target: Target): Buffer {
    if (!isJsonObject(request.body)) return bytes;
    const changes = new Map<string, string | null>();
    for (const [member, value] of changesForServer(request.body, target, new Losses())) {
      const text = value === undefined ? null : withinDepth('invalid_request', () => JSON.stringify(value));
      changes.set(member, text);
    }
    return spliceMembers(bytes, changes);
  },

  losses(request: WireRequest, target: Target): Loss[] {
    const losses = new Losses();
    if (isJsonObject(request.body)) changesForServer(request.body, target, losses);
    return losses.list;
  },

  readResponse(bytes: Buffer): RelayReading {
    const body = parseObject(bytes.toString('utf8'));
    const choices = body !== null && Array.isArray(body.choices) ? body.choices.filter(isJsonObject) : [];
    const [first] = choices;
    const failed = body?.error !== undefined && body.error !== null && first === undefined;
    return {
      model: typeof body?.model === 'string' ? body.model : null,
      usage: body === null ? null : usageOf(body),
      finish: first === undefined ? null : finishOf(first),
      complete: first !== undefined,
      fault: failed ? decodeStreamFault(body.error ?? null) : null,
      text: () => choices.map((choice) => messageText(choice.message)).join(''),
    };
  },

  createStreamTap(request: WireRequest): StreamTap {
    return new OpenAiChatStreamTap(isJsonObject(request.body) ? request.body : {});
  },

  outline({ body }: WireRequest): JsonObject {
    const options = isJsonObject(body) ? body.stream_options : undefined;
    const wantsUsage = isJsonObject(options) && options.include_usage === true;
    return { stream_options: { include_usage: wantsUsage } };
  },

  renameModel: (bytes, model) => replaceText(bytes, ['model'], model),
};

function finishOf(choice: JsonObject): RelayReading['finish'] {
  const message = isJsonObject(choice.message) ? choice.message : {};
  const { finish_reason: raw, native_finish_reason: native } = choice;
  return decodeFinish(typeof raw === 'string' && raw !== '' ? raw : null, {
    native: typeof native === 'string' ? native : null,
    hasToolCalls: Array.isArray(message.tool_calls) && message.tool_calls.length > 0,
    hasRefusal: typeof message.refusal === 'string' && message.refusal !== '',
  });
}
