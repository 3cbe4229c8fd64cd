import type { DialectName } from '../../server/canonical/dialect-name.ts';
import type { JsonValue } from '../../server/canonical/json.ts';
import type { Loss } from '../../server/canonical/loss.ts';
import type { StreamEvent } from '../../server/canonical/stream-event.ts';
import type { ResponseContext, WireRequest } from '../../server/dialects/dialect.ts';
import { dialects } from '../../server/dialects/index.ts';
import { EventSplitter } from '../../server/dialects/server-sent-events.ts';
import { isJsonObject } from '../../server/dialects/shared/json-reader.ts';

export const dialectNames = Object.keys(dialects).filter((name): name is DialectName => name in dialects);

export const context: ResponseContext = {
  model: 'public-name',
  requestId: '01939f3e-0000-7000-8000-000000000001',
  createdAtSeconds: 1_764_000_000,
  streamUsage: true,
  framing: 'server-sent-events',
};

/** Models of each vendor that differ in what they take; the first one takes as much as any. */
export const models: Readonly<Record<DialectName, readonly [string, ...string[]]>> = {
  'openai-chat': ['gpt-5.6-terra', 'gpt-4o-mini', 'o3'],
  'anthropic-messages': ['claude-opus-4-8', 'claude-sonnet-4-5', 'claude-3-5-haiku-latest'],
  gemini: ['gemini-3.5-pro', 'gemini-2.5-flash', 'gemini-2.0-flash'],
};

/** Those of them that cannot think, and so need not be told not to. */
export const thoughtless: ReadonlySet<string> = new Set([
  'gpt-4o-mini',
  'claude-3-5-haiku-latest',
  'gemini-2.0-flash',
]);

/** A request as a client sends it; where the format has the model in the path, it is put there. */
export function wireRequest(dialect: DialectName, body: JsonValue, stream: boolean): WireRequest {
  if (dialect !== 'gemini') return { body };
  const model = isJsonObject(body) && typeof body.model === 'string' ? body.model : models.gemini[0];
  return { body, path: { model, stream } };
}

/** What goes over the wire: undefined members gone, nothing shared. */
export function overTheWire(value: unknown): JsonValue {
  return JSON.parse(JSON.stringify(value)) as JsonValue;
}

/** Events of a recorded stream, given as its data payloads. */
export function decodePayloads(dialect: DialectName, payloads: readonly JsonValue[]): StreamEvent[] {
  const decoder = dialects[dialect].createStreamDecoder();
  const events = payloads.flatMap((payload) => {
    const type = dialect === 'anthropic-messages' && isJsonObject(payload) ? payload.type : null;
    return decoder.push({ event: typeof type === 'string' ? type : null, data: JSON.stringify(payload) });
  });
  return [...events, ...decoder.end()];
}

/** The events sent through a format as bytes and read back from it. */
export function throughStream(
  dialect: DialectName,
  events: readonly StreamEvent[],
): { events: StreamEvent[]; losses: Loss[] } {
  const encoder = dialects[dialect].createStreamEncoder(context);
  const wire = events.map((event) => encoder.push(event)).join('');
  const decoder = dialects[dialect].createStreamDecoder();
  const again = new EventSplitter().push(Buffer.from(wire)).flatMap((event) => decoder.push(event));
  return { events: [...again, ...decoder.end()], losses: encoder.losses };
}
