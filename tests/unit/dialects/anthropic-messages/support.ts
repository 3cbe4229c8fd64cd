import { readFileSync } from 'node:fs';
import type { JsonObject, JsonValue } from '../../../../server/canonical/json.ts';
import type { Part } from '../../../../server/canonical/part.ts';
import type { CanonicalRequest } from '../../../../server/canonical/request.ts';
import type { StreamEvent } from '../../../../server/canonical/stream-event.ts';
import { anthropicMessages } from '../../../../server/dialects/anthropic-messages/index.ts';
import type { ResponseContext, Target } from '../../../../server/dialects/dialect.ts';
import { EventSplitter } from '../../../../server/dialects/server-sent-events.ts';

const fixtures = new URL('../../../fixtures/wire/anthropic-messages/everything/', import.meta.url);

function fixture<Value extends JsonValue>(name: string): Value {
  return JSON.parse(readFileSync(new URL(name, fixtures), 'utf8'));
}

/** A request with everything this format has. */
export const fullRequest = fixture<JsonObject>('request.json');
/** An answer with everything, whole and as the data of its stream's events. */
export const fullResponse = fixture<JsonObject>('response.json');
export const fullStream = fixture<JsonObject[]>('response-streaming.json');

export const context: ResponseContext = {
  model: 'claude-sonnet-4-5',
  requestId: '01939f3e-0000-7000-8000-000000000001',
  createdAtSeconds: 1_764_000_000,
  streamUsage: true,
  framing: 'server-sent-events',
};

export function target(model = 'claude-sonnet-4-5'): Target {
  return { model, quirks: {} };
}

/** The smallest canonical request, with what a test wants to see. */
export function canonical(members: Partial<CanonicalRequest>): CanonicalRequest {
  return {
    model: 'claude-sonnet-4-5',
    messages: [{ role: 'user', parts: [{ type: 'text', text: 'Hello' }] }],
    sampling: { maxTokens: 100 },
    stream: false,
    ...members,
  };
}

export function decode(body: JsonValue): CanonicalRequest {
  return anthropicMessages.decodeRequest({ body });
}

export function encode(request: CanonicalRequest, model?: string) {
  const { body, losses } = anthropicMessages.encodeRequest(request, target(model ?? request.model));
  return { body, losses: losses.map((loss) => loss.name) };
}

/** Events of a stream, as they come out of the wire's data payloads. */
export function decodeStream(payloads: readonly JsonValue[]): StreamEvent[] {
  const decoder = anthropicMessages.createStreamDecoder();
  const events = payloads.flatMap((payload) => decoder.push({ event: null, data: JSON.stringify(payload) }));
  return [...events, ...decoder.end()];
}

/** The wire's data payloads for the events, after checking that each event's name is its payload's type. */
export function encodeStream(events: readonly StreamEvent[]): { payloads: JsonObject[]; losses: string[] } {
  const encoder = anthropicMessages.createStreamEncoder(context);
  const wire = events.map((event) => encoder.push(event)).join('');
  const payloads = new EventSplitter().push(Buffer.from(wire)).map((event) => {
    const payload = JSON.parse(event.data);
    if (payload.type !== event.event) throw new Error(`event ${event.event} holds a ${payload.type}`);
    return payload;
  });
  return { payloads, losses: encoder.losses.map((loss) => loss.name) };
}

/** Parts as far as meaning goes: arguments parsed, undefined members gone. */
export function meaning(parts: readonly Part[]): unknown {
  return JSON.parse(
    JSON.stringify(
      parts.map((part) =>
        part.type === 'tool-call'
          ? { ...part, arguments: part.arguments === '' ? {} : JSON.parse(part.arguments) }
          : part,
      ),
    ),
  );
}
