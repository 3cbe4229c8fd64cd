import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../../../server/canonical/json.ts';
import { anthropicMessages } from '../../../../server/dialects/anthropic-messages/index.ts';
import { isJsonObject } from '../../../../server/dialects/shared/json-reader.ts';
import { assembleStream } from '../../../support/assemble-stream.ts';
import { wireCases } from '../../../support/wire-cases.ts';
import { context, decode, decodeStream, encode, encodeStream, meaning } from './support.ts';

const requests = wireCases('anthropic-messages', 'request');
const responses = wireCases('anthropic-messages', 'response');
const streams = wireCases('anthropic-messages', 'response-streaming');

describe('recorded traffic', () => {
  it.each(requests)('request $name keeps everything', ({ body: wire }) => {
    const request = decode(wire);
    const { body, losses } = encode(request);
    expect(losses).toEqual([]);
    expect(normalized(body)).toEqual(normalized(wire));
  });

  it.each(responses)('response $name keeps everything', ({ body: wire }) => {
    const response = anthropicMessages.decodeResponse(wire);
    const { body, losses } = anthropicMessages.encodeResponse(response, context);
    expect(losses).toEqual([]);
    const again = anthropicMessages.decodeResponse(body);
    expect(meaning(again.choices[0]?.parts ?? [])).toEqual(meaning(response.choices[0]?.parts ?? []));
    expect(again.choices[0]?.finish).toEqual(response.choices[0]?.finish);
    expect({ ...again.usage, raw: null }).toEqual({ ...response.usage, raw: null });
    expect(again.id).toBe(response.id);
  });

  it.each(streams)('stream $name keeps everything', ({ body: wire }) => {
    const events = decodeStream(wire as JsonValue[]);
    const stream = assembleStream(events);
    const { payloads, losses } = encodeStream(events);
    expect(losses).toEqual([]);
    const again = assembleStream(decodeStream(payloads));
    expect(meaning(again.choices[0]?.parts ?? [])).toEqual(meaning(stream.choices[0]?.parts ?? []));
    expect(again.choices[0]?.finish).toEqual(stream.choices[0]?.finish);
    expect({ ...again.usage, raw: null }).toEqual({ ...stream.usage, raw: null });
  });

  it.each(streams)('the tap reads the same from stream $name as the decoder', ({ body: wire }) => {
    const stream = assembleStream(decodeStream(wire as JsonValue[]));
    const tap = anthropicMessages.relay.createStreamTap({ body: {} });
    for (const payload of wire as JsonObject[]) {
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
  if (!Array.isArray(content)) return [{ type: 'text', text: content }];
  return content.map((block) => {
    if (!isJsonObject(block) || !isJsonObject(block.caller) || block.caller.type !== 'direct') return block;
    const { caller: _, ...rest } = block;
    return rest;
  });
}
