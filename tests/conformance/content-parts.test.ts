import { describe, expect, it } from 'vitest';
import type { DialectName } from '../../server/canonical/dialect-name.ts';
import type { JsonObject, JsonValue } from '../../server/canonical/json.ts';
import { dialects } from '../../server/dialects/index.ts';
import { type ContentPart, contentParts } from './content-parts.ts';
import { dialectNames, models } from './wire.ts';

type Conversation = (role: ContentPart['role'], parts: JsonObject[]) => JsonObject;

/** A conversation in which the parts stand in the turn of their role, with something said before and after them. */
const conversations: Readonly<Record<DialectName, Conversation>> = {
  'openai-chat': (role, parts): JsonObject => ({
    model: 'm',
    messages: [
      { role: 'user', content: 'Hello' },
      {
        role: 'assistant',
        content: null,
        tool_calls: [{ id: 'call_1', type: 'function', function: { name: 'weather', arguments: '{}' } }],
      },
      { role: 'tool', tool_call_id: 'call_1', content: role === 'tool' ? parts : 'Sun' },
      { role: 'assistant', content: role === 'assistant' ? parts : 'Well' },
      { role: 'user', content: [{ type: 'text', text: 'So?' }, ...(role === 'user' ? parts : [])] },
    ],
  }),
  'anthropic-messages': (role, parts) => ({
    model: 'm',
    max_tokens: 4096,
    messages: [
      { role: 'user', content: 'Hello' },
      { role: 'assistant', content: [{ type: 'tool_use', id: 'toolu_1', name: 'weather', input: {} }] },
      {
        role: 'user',
        content: role === 'tool' ? parts : [{ type: 'tool_result', tool_use_id: 'toolu_1', content: 'Sun' }],
      },
      {
        role: 'assistant',
        content: [{ type: 'text', text: 'Well' }, ...(role === 'assistant' ? parts : [])],
      },
      { role: 'user', content: [{ type: 'text', text: 'So?' }, ...(role === 'user' ? parts : [])] },
    ],
  }),
  gemini: (role, parts) => ({
    contents: [
      { role: 'user', parts: [{ text: 'Hello' }] },
      { role: 'model', parts: [{ functionCall: { name: 'weather', args: {} } }] },
      {
        role: 'user',
        parts: role === 'tool' ? parts : [{ functionResponse: { name: 'weather', response: {} } }],
      },
      { role: 'model', parts: [{ text: 'Well' }, ...(role === 'assistant' ? parts : [])] },
      { role: 'user', parts: [{ text: 'So?' }, ...(role === 'user' ? parts : [])] },
    ],
  }),
};

function translated(from: DialectName, to: DialectName, model: string, body: JsonValue): string {
  const request = dialects[from].decodeRequest({ body, path: { model: 'm', stream: false } });
  const encoded = dialects[to].encodeRequest(request, { model, quirks: {} });
  return JSON.stringify({ body: encoded.body, losses: encoded.losses.map((loss) => loss.name) });
}

const pairs = dialectNames.flatMap((from) =>
  dialectNames.flatMap((to) => (from === to ? [] : models[to].map((model) => ({ from, to, model })))),
);

describe.each(pairs)('a part of $from, sent to $to ($model)', ({ from, to, model }) => {
  it.each(
    contentParts[from].map((content) => ({ content, says: JSON.stringify(content.part).slice(0, 110) })),
  )('changes what is sent or is named as lost: $says', ({ content: { role, part, instead } }) => {
    const conversation = conversations[from];
    const without = conversation(role, instead === undefined ? [] : [instead]);
    expect(translated(from, to, model, conversation(role, [part]))).not.toBe(
      translated(from, to, model, without),
    );
  });
});
