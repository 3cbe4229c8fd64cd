import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../../../server/canonical/json.ts';
import type { CanonicalResponse } from '../../../../server/canonical/response.ts';
import { openAiChat } from '../../../../server/dialects/openai-chat/index.ts';
import { isJsonObject } from '../../../../server/dialects/shared/json-reader.ts';
import { assembleStream } from '../../../support/assemble-stream.ts';
import { hasCorpus, wireCases } from '../../../support/wire-cases.ts';
import { context, decode, decodeStream, decodeWire, encode, encodeStream, json, meaning } from './support.ts';

const requests = wireCases('openai-chat', 'request');
const responses = wireCases('openai-chat', 'response');
const streams = wireCases('openai-chat', 'response-streaming');

describe('wire data', () => {
  it.each(requests)('request $name keeps everything', ({ body: wire }) => {
    const request = decode(wire);
    const { body, losses } = encode(
      request,
      { reasoningField: 'reasoning_content', cacheMarker: 'cache_control', accepts: ['file_url'] },
      request.model,
    );
    // The only thing not sent on is what the model is known to refuse.
    expect(['temperature', 'top_p', 'reasoning_effort', 'strict']).toEqual(expect.arrayContaining(losses));
    expect(normalized(json(body))).toEqual(without(normalized(wire), losses));
  });

  it.each(responses)('answer $name keeps everything', ({ body: wire }) => {
    const response = openAiChat.decodeResponse(wire);
    const { body, losses } = openAiChat.encodeResponse(response, context);
    expect(losses).toEqual([]);
    const again = openAiChat.decodeResponse(body);
    expect(comparable(again)).toEqual(comparable(response));
  });

  it.each(streams)('stream $name keeps everything', ({ body: wire }) => {
    const events = decodeStream(wire as JsonValue[]);
    const { payloads, losses } = encodeStream(events);
    expect(losses).toEqual([]);
    const again = assembleStream(decodeWire(payloads));
    expect(comparable(again)).toEqual(comparable(assembleStream(events)));
  });

  it.each(streams)('the tap reads the same from stream $name as the decoder', ({ body: wire }) => {
    const stream = assembleStream(decodeStream(wire as JsonValue[]));
    const tap = openAiChat.relay.createStreamTap({ body: {} });
    for (const payload of wire as JsonObject[]) tap.push({ event: null, data: JSON.stringify(payload) });
    const reading = tap.reading();
    expect(reading).toMatchObject({ complete: true, fault: null, model: stream.model });
    expect(reading.usage).toEqual(stream.usage);
    expect(stream.choices.map((choice) => choice.finish)).toContainEqual(reading.finish);
  });

  it.each(streams)('stream $name says what the same answer says as a whole', ({ body: wire }) => {
    const stream = assembleStream(decodeStream(wire as JsonValue[]));
    const whole = openAiChat.decodeResponse(wholeOf(wire as JsonObject[]));
    const said = (response: CanonicalResponse) =>
      response.choices.map(({ index, parts, finish }) => ({ index, parts: meaning(parts), finish }));
    expect(said(whole)).toEqual(said(stream));
  });
});

it.skipIf(!hasCorpus)('recorded traffic is among the wire data (CONFORMANCE_CORPUS)', () => {
  expect([requests.length, responses.length, streams.length].every((count) => count > 20)).toBe(true);
});

function without(body: JsonValue, members: readonly string[]): JsonValue {
  if (!isJsonObject(body)) return body;
  const kept = Object.entries(body).filter(([member]) => !members.includes(member));
  return Object.fromEntries(
    kept.map(([member, value]) => [member, member === 'messages' ? value : deepWithout(value, members)]),
  );
}

function deepWithout(value: JsonValue, members: readonly string[]): JsonValue {
  if (Array.isArray(value)) return value.map((item) => deepWithout(item, members));
  return isJsonObject(value) ? without(value, members) : value;
}

function comparable(response: CanonicalResponse): unknown {
  return json({
    id: response.id,
    choices: response.choices.map((choice) => ({ ...choice, parts: meaning(choice.parts) })),
    usage: response.usage === null ? null : { ...response.usage, raw: null },
    serviceTier: response.serviceTier,
    extensions: response.extensions,
  });
}

/** A request in one spelling: what is null, empty or only answers back is left out. */
function normalized(value: JsonValue): JsonValue {
  if (!isJsonObject(value)) return value;
  const { stream, stream_options: _options, safety_identifier: user, ...body } = value;
  if (stream === true) body.stream = true;
  if (user !== undefined) body.user ??= user;
  if (body.max_tokens !== undefined) {
    body.max_completion_tokens ??= body.max_tokens;
    delete body.max_tokens;
  }
  if (typeof body.stop === 'string') body.stop = [body.stop];
  const messages = Array.isArray(body.messages) ? body.messages : [];
  return { ...body, messages: messages.filter(isJsonObject).map(normalizedMessage) };
}

function normalizedMessage(message: JsonObject): JsonObject {
  const { annotations: _annotations, reasoning, ...rest } = message;
  const kept = Object.entries(rest).filter(([member, value]) => member === 'content' || value !== null);
  const result = Object.fromEntries(kept);
  if (typeof reasoning === 'string' && reasoning !== '') result.reasoning_content = reasoning;
  if (result.content === null) result.content = '';
  if (typeof result.content === 'string') {
    result.content = result.content === '' ? [] : [{ type: 'text', text: result.content }];
  }
  if (Array.isArray(result.content)) result.content = result.content.map(normalizedPart);
  return result;
}

/** Servers that take `cache_control` get it also for OpenAI's own marker. */
function normalizedPart(part: JsonValue): JsonValue {
  if (!isJsonObject(part)) return part;
  const { prompt_cache_breakpoint: marker, ...rest } = part;
  if (marker !== undefined) rest.cache_control ??= { type: 'ephemeral' };
  return rest;
}

/** The chunks of a stream put together by plain concatenation, as OpenAI documents it. */
function wholeOf(chunks: readonly JsonObject[]): JsonObject {
  const choices: { index: number; message: JsonObject; finish_reason: JsonValue }[] = [];
  for (const chunk of chunks) {
    for (const choice of Array.isArray(chunk.choices) ? chunk.choices.filter(isJsonObject) : []) {
      const index = Number(choice.index);
      choices[index] ??= { index, message: { role: 'assistant', content: null }, finish_reason: null };
      const target = choices[index];
      if (isJsonObject(choice.delta)) append(target.message, choice.delta);
      target.finish_reason = choice.finish_reason ?? target.finish_reason;
    }
  }
  return { id: 'x', model: 'x', choices: choices.map((choice) => ({ ...choice })) };
}

function append(target: JsonObject, delta: JsonObject): void {
  for (const [member, value] of Object.entries(delta)) {
    const before = target[member];
    if (member === 'role' || member === 'index' || value === null) continue;
    if (member === 'tool_calls' && Array.isArray(value)) {
      const calls: JsonValue[] = Array.isArray(before) ? before : [];
      for (const call of value.filter(isJsonObject)) {
        const index = Number(call.index);
        const known = calls[index];
        if (isJsonObject(known)) append(known, call);
        else calls[index] = call;
      }
      target.tool_calls = calls;
    } else if (isJsonObject(value) && isJsonObject(before)) append(before, value);
    else target[member] = typeof before === 'string' && typeof value === 'string' ? before + value : value;
  }
}
