import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../../../server/canonical/json.ts';
import type { CanonicalResponse } from '../../../../server/canonical/response.ts';
import type { StreamEvent } from '../../../../server/canonical/stream-event.ts';
import { gemini } from '../../../../server/dialects/gemini/index.ts';
import { EventSplitter } from '../../../../server/dialects/server-sent-events.ts';
import { isJsonObject } from '../../../../server/dialects/shared/json-reader.ts';
import { assembleStream } from '../../../support/assemble-stream.ts';
import { hasCorpus, wireCases } from '../../../support/wire-cases.ts';

const context = {
  model: 'gemini-2.5-flash',
  requestId: 'request-1',
  createdAtSeconds: 1,
  streamUsage: true,
} as const;

function decodeRequest(body: JsonValue) {
  const model = isJsonObject(body) && typeof body.model === 'string' ? body.model : 'gemini-2.5-flash';
  return gemini.decodeRequest({ body, path: { model, stream: false } });
}

/** Turns without parts are left out: Gemini refuses them. */
function withoutEmpty(contents: JsonValue | undefined): JsonValue[] {
  const list = Array.isArray(contents) ? contents : [];
  return list.filter(
    (content) => isJsonObject(content) && Array.isArray(content.parts) && content.parts.length > 0,
  );
}

function decodeStream(chunks: JsonValue): StreamEvent[] {
  const decoder = gemini.createStreamDecoder();
  const list = Array.isArray(chunks) ? chunks : [];
  const events = list.flatMap((chunk) => decoder.push({ event: null, data: JSON.stringify(chunk) }));
  return [...events, ...decoder.end()];
}

function encodeStream(events: readonly StreamEvent[], framing: 'server-sent-events' | 'json-array') {
  const encoder = gemini.createStreamEncoder({ ...context, framing });
  const text = events.map((event) => encoder.push(event)).join('');
  expect(encoder.losses).toEqual([]);
  return text;
}

/** The same answer however its text was cut, under the client's name of the model. */
function comparable(response: CanonicalResponse): CanonicalResponse {
  return { ...response, model: context.model };
}

describe.skipIf(!hasCorpus)('recorded Gemini data', () => {
  it('is there', () => {
    expect(wireCases('gemini', 'request').length).toBeGreaterThan(40);
  });
});

describe('a Gemini request, decoded and encoded again', () => {
  it.each(wireCases('gemini', 'request'))('keeps everything of $name', ({ body }) => {
    const decoded = decodeRequest(body);
    const { body: encoded, losses } = gemini.encodeRequest(decoded, { model: decoded.model, quirks: {} });
    expect(losses).toEqual([]);
    const original = isJsonObject(body) ? body : {};
    // A result without an id gains that of its call; nothing else is added.
    expect(encoded.contents).toMatchObject(withoutEmpty(original.contents));
    expect(encoded.systemInstruction).toEqual(original.systemInstruction);
    const again = decodeRequest({ ...encoded, model: decoded.model });
    expect(again).toEqual({
      ...decoded,
      messages: decoded.messages.filter((message) => message.parts.length > 0),
    });
  });
});

describe('a Gemini answer, decoded and encoded again', () => {
  it.each(wireCases('gemini', 'response'))('is the same but for the model: $name', ({ body }) => {
    const { body: encoded, losses } = gemini.encodeResponse(gemini.decodeResponse(body), {
      ...context,
      framing: 'server-sent-events',
    });
    expect(losses).toEqual([]);
    const original: JsonObject = isJsonObject(body) ? body : {};
    // A candidate without content gains an empty one.
    expect(encoded).toMatchObject({ ...original, modelVersion: context.model });
  });
});

describe('a Gemini stream, decoded and encoded again', () => {
  it.each(wireCases('gemini', 'response-streaming'))('amounts to the same answer: $name', ({ body }) => {
    const events = decodeStream(body);
    const response = comparable(assembleStream(events));
    expect(response.choices.every((choice) => choice.finish.raw !== null)).toBe(true);

    const bytes = Buffer.from(encodeStream(events, 'server-sent-events'));
    const chunks = new EventSplitter().push(bytes).map((event): JsonValue => JSON.parse(event.data));
    expect(comparable(assembleStream(decodeStream(chunks)))).toEqual(response);

    const array: JsonValue = JSON.parse(encodeStream(events, 'json-array'));
    expect(array).toEqual(chunks);
  });

  it.each(wireCases('gemini', 'response-streaming'))('is read alike by the relay: $name', ({ body }) => {
    const tap = gemini.relay.createStreamTap({ body: {} });
    for (const chunk of Array.isArray(body) ? body : []) {
      tap.push({ event: null, data: JSON.stringify(chunk) });
    }
    const response = assembleStream(decodeStream(body));
    expect(tap.reading()).toMatchObject({
      complete: true,
      fault: null,
      usage: response.usage,
      finish: response.choices[0]?.finish,
      model: response.model,
    });
  });
});

describe('the same answer, whole and streamed', () => {
  const streamed = new Map(wireCases('gemini', 'response-streaming').map((each) => [each.name, each.body]));
  const pairs = wireCases('gemini', 'response').filter(({ name, body }) => {
    const stream = streamed.get(`${name}-streaming`);
    return Array.isArray(stream) && responseIdOf(stream[0]) === responseIdOf(body);
  });

  it('exists among the cases', () => {
    expect(pairs.length).toBeGreaterThan(2);
  });

  it.each(pairs)('decodes to the same: $name', ({ name, body }) => {
    const stream = streamed.get(`${name}-streaming`) ?? null;
    expect(assembleStream(decodeStream(stream))).toEqual(gemini.decodeResponse(body));
  });
});

function responseIdOf(body: JsonValue | undefined): JsonValue | undefined {
  return isJsonObject(body) ? body.responseId : undefined;
}
