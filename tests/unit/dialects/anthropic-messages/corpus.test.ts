import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../../../server/canonical/json.ts';
import { anthropicMessages } from '../../../../server/dialects/anthropic-messages/index.ts';
import { isJsonObject } from '../../../../server/dialects/shared/json-reader.ts';
import { corpusCases, corpusFolder, corpusTransforms } from '../../../support/corpus.ts';
import { foldStream } from '../../../support/fold-stream.ts';
import { context, decode, decodeStream, encode, encodeStream, meaning } from './support.ts';

const files = [...corpusCases('anthropic'), ...corpusTransforms('anthropic')].flatMap(({ name, files }) =>
  [...files].map(([file, value]) => ({ name: `${name}/${file}`, value })),
);
const requests = files.filter(({ name }) => name.endsWith('request'));
const streams = files.filter(
  ({ value }) => Array.isArray(value) && isJsonObject(value[0]) && value[0].type === 'message_start',
);
const responses = files.filter(({ value }) => isJsonObject(value) && value.type === 'message');

describe.skipIf(corpusFolder() === null)('recorded traffic (needs the corpus)', () => {
  it('is there', () => {
    expect(requests.length).toBeGreaterThan(50);
    expect(responses.length).toBeGreaterThan(50);
    expect(streams.length).toBeGreaterThan(50);
  });

  it.each(requests)('request $name keeps everything', ({ value }) => {
    const request = decode(value);
    const { body, losses } = encode(request);
    expect(losses).toEqual([]);
    expect(normalized(body)).toEqual(normalized(value));
  });

  it.each(responses)('response $name keeps everything', ({ value }) => {
    const response = anthropicMessages.decodeResponse(value);
    const { body, losses } = anthropicMessages.encodeResponse(response, context);
    expect(losses).toEqual([]);
    const again = anthropicMessages.decodeResponse(body);
    expect(meaning(again.choices[0]?.parts ?? [])).toEqual(meaning(response.choices[0]?.parts ?? []));
    expect(again.choices[0]?.finish).toEqual(response.choices[0]?.finish);
    expect({ ...again.usage, raw: null }).toEqual({ ...response.usage, raw: null });
    expect(again.id).toBe(response.id);
  });

  it.each(streams)('stream $name keeps everything', ({ value }) => {
    const events = decodeStream(value as JsonValue[]);
    const stream = foldStream(events);
    const { payloads, losses } = encodeStream(events);
    expect(losses).toEqual([]);
    const again = foldStream(decodeStream(payloads));
    expect(meaning(again.choices[0]?.parts ?? [])).toEqual(meaning(stream.choices[0]?.parts ?? []));
    expect(again.choices[0]?.finish).toEqual(stream.choices[0]?.finish);
    expect({ ...again.usage, raw: null }).toEqual({ ...stream.usage, raw: null });
    expect(again.ended).toBe(true);
  });

  it.each(streams)('the tap reads the same from stream $name as the decoder', ({ value }) => {
    const stream = foldStream(decodeStream(value as JsonValue[]));
    const tap = anthropicMessages.relay.createStreamTap({ body: {} });
    for (const payload of value as JsonObject[]) {
      expect(tap.push({ event: String(payload.type), data: JSON.stringify(payload) })).toBe(true);
    }
    const reading = tap.reading();
    expect(reading).toMatchObject({ complete: true, fault: null, model: stream.model });
    expect(reading.usage).toEqual(stream.usage);
    expect(reading.finish).toEqual(stream.choices[0]?.finish);
  });
});

/** A request in one spelling: text as blocks, the beta's `output_format` where it is now, nothing that is the default. */
function normalized(value: JsonValue): JsonValue {
  if (!isJsonObject(value)) return value;
  const { output_format: format, stream, ...body } = value;
  if (stream === true) body.stream = true;
  if (format !== undefined) {
    body.output_config = { ...(isJsonObject(body.output_config) ? body.output_config : {}), format };
  }
  if (body.system !== undefined) body.system = blocks(body.system);
  const messages: JsonObject[] = [];
  for (const message of Array.isArray(body.messages) ? body.messages : []) {
    if (!isJsonObject(message)) continue;
    const content = blocks(message.content ?? null);
    const last = messages.at(-1);
    if (last?.role === message.role && Array.isArray(last?.content)) last.content.push(...content);
    else messages.push({ ...message, content });
  }
  return { ...body, messages };
}

function blocks(content: JsonValue): JsonValue[] {
  return Array.isArray(content) ? content : [{ type: 'text', text: content }];
}
