import type { JsonValue } from '../../server/canonical/json.ts';
import type { CacheMarker, MediaSource, Part } from '../../server/canonical/part.ts';
import type { CanonicalRequest, Role } from '../../server/canonical/request.ts';
import { parsed } from './compare-answers.ts';
import { namesOf } from './outcome.ts';
import { overTheWire } from './wire.ts';

/** One thing that a request says to the model, whatever message and part it stands in. */
export interface Item {
  kind: 'text' | 'reasoning' | 'call' | 'result' | 'media' | 'extension';
  role: 'system' | 'user' | 'assistant';
  value: JsonValue;
  /** Where it stands, for people. */
  path: string;
  /** Losses that may account for its absence. */
  explainedBy: readonly string[];
  cache?: CacheMarker;
}

/** Everything a request says to the model, in order. */
export function conversationOf(request: CanonicalRequest): Item[] {
  const items: Item[] = [];
  /** A call's place among all calls: what a result refers to, whatever the ids are. */
  const places = new Map<string, number>();
  for (const [index, message] of request.messages.entries()) {
    for (const [at, part] of message.parts.entries()) {
      if (part.type === 'tool-call') places.set(part.id, places.size);
      const item = itemOf(part, places);
      if (item === null) continue;
      items.push({ role: roleOf(message.role), path: `messages[${index}].parts[${at}]`, ...item });
    }
  }
  return items;
}

function roleOf(role: Role): Item['role'] {
  if (role === 'developer' || role === 'system') return 'system';
  return role === 'assistant' ? 'assistant' : 'user';
}

function itemOf(part: Part, places: ReadonlyMap<string, number>): Omit<Item, 'role' | 'path'> | null {
  switch (part.type) {
    case 'text':
      // Nothing said: some formats refuse it, none shows it to the model.
      return part.text === '' ? null : { kind: 'text', value: part.text, explainedBy: [], cache: part.cache };
    case 'refusal':
      return { kind: 'text', value: part.text, explainedBy: [], cache: part.cache };
    case 'reasoning': {
      const explainedBy = [
        'reasoning_content',
        'reasoning_signature',
        'redacted_reasoning',
        'redacted_thinking',
      ];
      return { kind: 'reasoning', value: part.text, explainedBy };
    }
    case 'tool-call': {
      const explainedBy = ['custom_tool_call', 'custom_tool_input', 'invalid_tool_arguments'];
      const input = part.freeText === true ? part.arguments : parsed(part.arguments);
      return { kind: 'call', value: overTheWire({ name: part.name, input }), explainedBy, cache: part.cache };
    }
    case 'tool-result': {
      const text = part.content
        .flatMap((piece) => (piece.type === 'text' && piece.text !== '' ? [piece.text] : []))
        .join('\n');
      const call = places.get(part.toolCallId) ?? null;
      const value = { call, said: overTheWire(parsed(text)) };
      return { kind: 'result', value: overTheWire(value), explainedBy: [], cache: part.cache };
    }
    case 'extension':
      return { kind: 'extension', value: part.value, explainedBy: namesOf(part.kind, 'unknown_part') };
    default: {
      const { value, explainedBy } = mediaOf(part.type, part.source);
      return { kind: 'media', value, explainedBy, cache: part.cache };
    }
  }
}

function mediaOf(type: string, source: MediaSource): { value: JsonValue; explainedBy: string[] } {
  const explainedBy = [type, `${type}_url`, 'file_id', 'url'];
  switch (source.kind) {
    case 'url':
      return { value: source.url, explainedBy };
    case 'base64':
      // A text may be given as bytes or as itself.
      return source.mediaType.startsWith('text/')
        ? { value: Buffer.from(source.data, 'base64').toString('utf8'), explainedBy }
        : { value: source.data, explainedBy };
    case 'file':
      return { value: source.fileId, explainedBy };
    case 'text':
      return { value: source.text, explainedBy };
  }
}

/** Media inside of tool results, which some formats have to put elsewhere. */
export function resultMediaOf(request: CanonicalRequest): JsonValue[] {
  return request.messages
    .flatMap((message) => message.parts)
    .flatMap((part) => (part.type === 'tool-result' ? part.content : []))
    .flatMap((piece) => (piece.type === 'text' ? [] : [mediaOf(piece.type, piece.source).value]));
}
