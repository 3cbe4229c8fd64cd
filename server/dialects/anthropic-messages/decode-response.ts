import type { JsonValue } from '../../canonical/json.ts';
import type { Extensions, Part } from '../../canonical/part.ts';
import type { CanonicalResponse } from '../../canonical/response.ts';
import { isJsonObject, JsonReader } from '../shared/json-reader.ts';
import { decodeBlock } from './decode-block.ts';
import { decodeFinish } from './finish.ts';
import { decodeUsage } from './usage.ts';
import { dialectName, extensionsOf } from './vocabulary.ts';

const members = new Set([
  ...['id', 'type', 'role', 'model', 'content', 'stop_reason', 'stop_sequence', 'stop_details', 'usage'],
]);

export function decodeResponse(value: JsonValue): CanonicalResponse {
  const body = JsonReader.of(value, 'upstream_malformed');
  if (body.value('type') !== 'message') throw body.wrong('type', '"message"');
  const usage = body.value('usage');
  const parts = body.readers('content', 'answerParts').map(decodeBlock);
  body.within('content', callsAmong(parts), 'toolCalls');
  return {
    id: body.string('id', 'answerId'),
    model: body.string('model', 'modelName'),
    choices: [
      {
        index: 0,
        parts,
        finish: decodeFinish(body.value('stop_reason'), body.value('stop_sequence')),
        extensions: finishExtensions(body),
      },
    ],
    usage: decodeUsage(usage),
    serviceTier: isJsonObject(usage)
      ? body.optionalReader('usage')?.optionalString('service_tier')
      : undefined,
    extensions: extensionsOf(body, members),
  };
}

function callsAmong(parts: readonly Part[]): number {
  return parts.reduce((count, part) => count + (part.type === 'tool-call' ? 1 : 0), 0);
}

/** Why a refusal was one, where Anthropic says. */
export function finishExtensions(reader: JsonReader): Extensions | undefined {
  const details = reader.value('stop_details');
  return details === undefined ? undefined : { [dialectName]: { stop_details: details } };
}
