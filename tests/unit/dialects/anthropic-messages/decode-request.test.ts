import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../../../server/canonical/json.ts';
import { anthropicMessages } from '../../../../server/dialects/anthropic-messages/index.ts';
import { decode } from './support.ts';

const user = { role: 'user', content: 'Hello' };

function body(members: Record<string, JsonValue>): JsonValue {
  return { model: 'claude-sonnet-4-5', max_tokens: 10, messages: [user], ...members };
}

describe('what is wrong with a request', () => {
  it.each<[string, JsonValue, string]>([
    ['no object', [], 'The body: expected an object, got an array.'],
    ['no model', { max_tokens: 1, messages: [user] }, 'model: expected a string, got nothing.'],
    ['no max_tokens', { model: 'm', messages: [user] }, 'max_tokens: expected a whole number, got nothing.'],
    ['no messages', body({ messages: [] }), 'messages: at least one message is required.'],
    [
      'a role nobody has',
      body({ messages: [{ role: 'tool', content: 'x' }] }),
      'messages[0].role: expected one of "user", "assistant", "system", got "tool".',
    ],
    [
      'a block without type',
      body({ messages: [{ role: 'user', content: [{ text: 'x' }] }] }),
      'messages[0].content[0].type: expected a string, got nothing.',
    ],
    [
      'a tool result said by the model',
      body({ messages: [{ role: 'assistant', content: [{ type: 'tool_result', tool_use_id: 'a' }] }] }),
      'messages[0].content[0]: a tool_result belongs into a message of role "user".',
    ],
    [
      'a tool without schema',
      body({ tools: [{ name: 'x' }] }),
      'tools[0].input_schema: expected an object, got nothing.',
    ],
    [
      'a budget that is none',
      body({ thinking: { type: 'enabled' } }),
      'thinking.budget_tokens: expected a whole number, got nothing.',
    ],
    [
      'an effort nobody knows',
      body({ output_config: { effort: 'huge' } }),
      'output_config.effort: expected one of "low", "medium", "high", "xhigh", "max", got "huge".',
    ],
  ])('is named with its place: %s', (_, wrong, message) => {
    expect(() => decode(wrong)).toThrow(message);
  });
});

describe('what a request says', () => {
  it('splits a user’s turn where its tool results end', () => {
    const { messages } = decode(
      body({
        messages: [
          {
            role: 'user',
            content: [
              { type: 'tool_result', tool_use_id: 'a', content: 'x' },
              { type: 'text', text: 'And now?' },
            ],
          },
        ],
      }),
    );
    expect(messages.map((message) => message.role)).toEqual(['tool', 'user']);
  });

  it('tells an effort alone from one that goes with thinking', () => {
    expect(decode(body({ output_config: { effort: 'low' } })).reasoning).toEqual({
      effort: 'low',
      effortOnly: true,
    });
    expect(
      decode(body({ output_config: { effort: 'low' }, thinking: { type: 'adaptive', display: 'omitted' } }))
        .reasoning,
    ).toEqual({ effort: 'low', enabled: true, budgetTokens: -1, includeThoughts: false });
    expect(decode(body({ thinking: { type: 'disabled' } })).reasoning).toMatchObject({ enabled: false });
  });

  it('keeps the text of a search result for models of other formats', () => {
    const { messages } = decode(
      body({
        messages: [
          {
            role: 'user',
            content: [
              {
                type: 'search_result',
                title: 'Log',
                source: 'https://example.com',
                content: [{ type: 'text', text: 'Two ships.' }],
              },
            ],
          },
        ],
      }),
    );
    expect(messages[0]?.parts[0]).toMatchObject({
      type: 'text',
      text: 'Log\nhttps://example.com\nTwo ships.',
    });
  });

  it('mentions the caller of a tool only when it is not the model itself', () => {
    const use = { type: 'tool_use', id: 'a', name: 'look', input: {} };
    const extensionsFor = (caller: JsonValue) =>
      decode(body({ messages: [user, { role: 'assistant', content: [{ ...use, caller }] }] })).messages[1]
        ?.parts[0];
    expect(extensionsFor({ type: 'direct' })).not.toHaveProperty('extensions.anthropic-messages');
    const program = { type: 'code_execution_20250825', tool_id: 'srvtoolu_1' };
    expect(extensionsFor(program)).toMatchObject({
      extensions: { 'anthropic-messages': { caller: program } },
    });
  });

  it('is read only as far as routing needs it', () => {
    expect(anthropicMessages.readEnvelope({ body: { model: 'm', stream: true, messages: 7 } })).toEqual({
      model: 'm',
      stream: true,
      maxOutputTokens: undefined,
    });
  });
});
