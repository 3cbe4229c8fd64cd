import type { JsonObject, JsonValue } from '../../canonical/json.ts';
import type { Losses } from '../../canonical/loss.ts';
import type { Quirks, Target } from '../dialect.ts';
import { isJsonObject } from '../shared/json-reader.ts';
import { withInstruction } from './json-instruction.ts';

/**
 * What must change in a request of OpenAI's format so that the target's server takes it: the model's name, a
 * request for usage, a cap of the output, and what the server's quirks say. Serves encoder and relay alike.
 * @returns Top-level member → its new value, or undefined where it has to go. Empty when nothing changes.
 */
export function changesForServer(
  body: JsonObject,
  target: Target,
  losses: Losses,
): Map<string, JsonValue | undefined> {
  const changes = new Map<string, JsonValue | undefined>();
  const { quirks } = target;
  if (body.model !== target.model) changes.set('model', target.model);
  if (quirks.maxTokensField !== undefined) renameMaxTokens(body, quirks.maxTokensField, changes);
  if (target.outputCap !== undefined) capOutput(body, target.outputCap, quirks.maxTokensField, changes);
  if (quirks.developerRole === false) renameDeveloperRole(body, changes);
  if (quirks.jsonSchema === false) weakenJsonSchema(body, changes, losses);
  if (quirks.streamOptions === false) {
    if (body.stream_options !== undefined) changes.set('stream_options', undefined);
  } else if (body.stream === true) {
    requestUsage(body, changes);
  }
  for (const member of quirks.unsupported ?? []) {
    // What Heddle alone would have added is no loss.
    if (body[member] === undefined) changes.delete(member);
    else changes.set(member, undefined);
    if (body[member] != null) losses.add(member);
  }
  return changes;
}

function renameMaxTokens(
  body: JsonObject,
  wanted: 'max_tokens' | 'max_completion_tokens',
  changes: Map<string, JsonValue | undefined>,
): void {
  const other = wanted === 'max_tokens' ? 'max_completion_tokens' : 'max_tokens';
  const value = body[other];
  if (value === undefined) return;
  changes.set(other, undefined);
  if (body[wanted] == null) changes.set(wanted, value);
}

/** Only of a request without a bound, which may say so with `null` or 0. */
function capOutput(
  body: JsonObject,
  outputCap: number,
  field: Quirks['maxTokensField'],
  changes: Map<string, JsonValue | undefined>,
): void {
  const member = field ?? 'max_completion_tokens';
  const other = member === 'max_tokens' ? 'max_completion_tokens' : 'max_tokens';
  if (body[other] !== undefined) changes.set(other, undefined);
  changes.set(member, outputCap);
}

function renameDeveloperRole(body: JsonObject, changes: Map<string, JsonValue | undefined>): void {
  const { messages } = body;
  if (!Array.isArray(messages)) return;
  const isDeveloper = (message: JsonValue): message is JsonObject =>
    isJsonObject(message) && message.role === 'developer';
  if (!messages.some(isDeveloper)) return;
  changes.set(
    'messages',
    messages.map((message) => (isDeveloper(message) ? { ...message, role: 'system' } : message)),
  );
}

/** The schema itself cannot be held to: the server only promises some JSON, and is told the schema in words. */
function weakenJsonSchema(
  body: JsonObject,
  changes: Map<string, JsonValue | undefined>,
  losses: Losses,
): void {
  const format = body.response_format;
  if (!isJsonObject(format) || format.type !== 'json_schema') return;
  changes.set('response_format', { type: 'json_object' });
  const schema = isJsonObject(format.json_schema) ? format.json_schema.schema : undefined;
  changes.set(
    'messages',
    withInstruction(changes.get('messages') ?? body.messages, isJsonObject(schema) ? schema : undefined),
  );
  losses.add('json_schema');
}

/** Heddle accounts every stream; a chunk the client did not ask for is kept from it. */
function requestUsage(body: JsonObject, changes: Map<string, JsonValue | undefined>): void {
  const options = body.stream_options;
  if (isJsonObject(options)) {
    if (options.include_usage !== true) changes.set('stream_options', { ...options, include_usage: true });
  } else if (options === undefined || options === null) {
    changes.set('stream_options', { include_usage: true });
  }
}
