import type { JsonValue } from '../../../../server/canonical/json.ts';
import type { Part } from '../../../../server/canonical/part.ts';
import type { CanonicalRequest } from '../../../../server/canonical/request.ts';
import type { StreamEvent } from '../../../../server/canonical/stream-event.ts';
import type { Quirks, ResponseContext } from '../../../../server/dialects/dialect.ts';
import { openAiChat } from '../../../../server/dialects/openai-chat/index.ts';
import { EventSplitter } from '../../../../server/dialects/server-sent-events.ts';

export const context: ResponseContext = {
  model: 'public-name',
  requestId: '01939f3e-0000-7000-8000-000000000001',
  createdAtSeconds: 1_764_000_000,
  streamUsage: true,
  framing: 'server-sent-events',
};

/** The smallest canonical request, with what a test wants to see. */
export function canonical(members: Partial<CanonicalRequest>): CanonicalRequest {
  return {
    model: 'public-name',
    messages: [{ role: 'user', parts: [{ type: 'text', text: 'Hello' }] }],
    sampling: {},
    stream: false,
    ...members,
  };
}

/** A request body with one user message, and what a test wants to see. */
export function bodyWith(members: Record<string, unknown>): JsonValue {
  return json({ model: 'gpt-5.6', messages: [{ role: 'user', content: 'Hello' }], ...members });
}

export function decode(body: JsonValue): CanonicalRequest {
  return openAiChat.decodeRequest({ body });
}

export function encode(request: CanonicalRequest, quirks: Quirks = {}, model = 'gpt-5.6') {
  const { body, losses } = openAiChat.encodeRequest(request, { model, quirks });
  return { body, losses: losses.map((loss) => loss.name) };
}

/** Events of a stream, as they come out of the wire's data payloads. */
export function decodeStream(payloads: readonly unknown[], done = true): StreamEvent[] {
  const decoder = openAiChat.createStreamDecoder();
  const events = payloads.flatMap((payload) => decoder.push({ event: null, data: JSON.stringify(payload) }));
  if (done) events.push(...decoder.push({ event: null, data: '[DONE]' }));
  return [...events, ...decoder.end()];
}

/** The wire's data payloads for the events; `[DONE]` as a string. */
export function encodeStream(events: readonly StreamEvent[], streamUsage = true) {
  const encoder = openAiChat.createStreamEncoder({ ...context, streamUsage });
  const wire = events.map((event) => encoder.push(event)).join('');
  const payloads = new EventSplitter()
    .push(Buffer.from(wire))
    .filter((event) => event.data !== '')
    .map((event): JsonValue => (event.data === '[DONE]' ? event.data : JSON.parse(event.data)));
  return { payloads, losses: encoder.losses.map((loss) => loss.name) };
}

/** Decodes what {@link encodeStream} wrote. */
export function decodeWire(payloads: readonly JsonValue[]): StreamEvent[] {
  const decoder = openAiChat.createStreamDecoder();
  const events = payloads.flatMap((payload) =>
    decoder.push({ event: null, data: payload === '[DONE]' ? payload : JSON.stringify(payload) }),
  );
  return [...events, ...decoder.end()];
}

/** A chunk with one choice. */
export function chunk(
  delta: Record<string, unknown>,
  more: Record<string, unknown> = {},
  index = 0,
): JsonValue {
  return json({
    id: 'chatcmpl-1',
    object: 'chat.completion.chunk',
    created: 1_764_000_000,
    model: 'gpt-5.6-2026',
    choices: [{ index, delta, finish_reason: null, ...more }],
  });
}

/** Parts as far as meaning goes: arguments parsed, undefined members gone. */
export function meaning(parts: readonly Part[]): unknown {
  return json(
    parts.map((part) =>
      part.type === 'tool-call' && part.freeText !== true
        ? { ...part, arguments: part.arguments === '' ? {} : JSON.parse(part.arguments) }
        : part,
    ),
  );
}

/** As it looks on the wire: undefined members gone. */
export function json(value: unknown): JsonValue {
  return JSON.parse(JSON.stringify(value)) as JsonValue;
}
