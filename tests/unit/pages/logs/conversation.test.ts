import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  conversationBounds,
  readConversation,
} from '../../../../components/logs/conversation/read-conversation.ts';

const read = (dialect: string, request: unknown, response: unknown, stream = false) =>
  readConversation({
    dialect,
    stream,
    request: JSON.stringify(request),
    response: typeof response === 'string' ? response : JSON.stringify(response),
  });

const text = (text: string) => ({ type: 'text', text });

describe('a stored request and its answer, read as a conversation', () => {
  it('in the format of OpenAI: roles, parts, tool calls and their results', () => {
    const conversation = read(
      'openai-chat',
      {
        messages: [
          { role: 'developer', content: 'Be brief.' },
          {
            role: 'user',
            content: [
              { type: 'text', text: 'What is this?' },
              { type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } },
              { type: 'input_audio', input_audio: { data: 'AAAA', format: 'wav' } },
            ],
          },
          {
            role: 'assistant',
            content: null,
            tool_calls: [{ id: 'c1', type: 'function', function: { name: 'look', arguments: '{"x":1}' } }],
          },
          { role: 'tool', tool_call_id: 'c1', content: 'a cat' },
        ],
      },
      { choices: [{ message: { role: 'assistant', reasoning_content: 'Hm.', content: 'A **cat**.' } }] },
    );
    expect(conversation).toEqual({
      earlierTurns: 0,
      asked: [
        { role: 'system', pieces: [text('Be brief.')] },
        {
          role: 'user',
          pieces: [
            text('What is this?'),
            { type: 'media', kind: 'image', name: '', source: 'data:image/png;base64,AAAA' },
            { type: 'media', kind: 'audio', name: 'wav' },
          ],
        },
        { role: 'assistant', pieces: [{ type: 'call', name: 'look', arguments: '{"x":1}' }] },
        { role: 'tool', pieces: [{ type: 'result', name: 'c1', text: 'a cat', failed: false }] },
      ],
      answered: [{ role: 'assistant', pieces: [{ type: 'reasoning', text: 'Hm.' }, text('A **cat**.')] }],
    });
  });

  it('in the format of Anthropic: results of tools are no words of the user', () => {
    const conversation = read(
      'anthropic-messages',
      {
        system: [{ type: 'text', text: 'Be brief.' }],
        messages: [
          { role: 'user', content: 'Weather?' },
          {
            role: 'assistant',
            content: [{ type: 'tool_use', id: 't1', name: 'weather', input: { in: 'Ulm' } }],
          },
          {
            role: 'user',
            content: [
              {
                type: 'tool_result',
                tool_use_id: 't1',
                content: [{ type: 'text', text: 'rain' }],
                is_error: true,
              },
              { type: 'text', text: 'And?' },
              { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'AAAA' } },
            ],
          },
        ],
      },
      {
        content: [
          { type: 'thinking', thinking: 'Wet.' },
          { type: 'text', text: 'It rains.' },
        ],
      },
    );
    expect(conversation?.asked).toEqual([
      { role: 'system', pieces: [text('Be brief.')] },
      { role: 'user', pieces: [text('Weather?')] },
      { role: 'assistant', pieces: [{ type: 'call', name: 'weather', arguments: '{\n  "in": "Ulm"\n}' }] },
      { role: 'tool', pieces: [{ type: 'result', name: 't1', text: 'rain', failed: true }] },
      {
        role: 'user',
        pieces: [
          text('And?'),
          { type: 'media', kind: 'image', name: '', source: 'data:image/png;base64,AAAA' },
        ],
      },
    ]);
    expect(conversation?.answered).toEqual([
      { role: 'assistant', pieces: [{ type: 'reasoning', text: 'Wet.' }, text('It rains.')] },
    ]);
  });

  it('in the format of Gemini, in either spelling', () => {
    const conversation = read(
      'gemini',
      {
        system_instruction: { parts: [{ text: 'Be brief.' }] },
        contents: [
          {
            role: 'user',
            parts: [{ text: 'Weather?' }, { inlineData: { mimeType: 'video/mp4', data: 'AA' } }],
          },
          { role: 'model', parts: [{ functionCall: { name: 'weather', args: { in: 'Ulm' } } }] },
          { parts: [{ function_response: { name: 'weather', response: { is: 'rain' } } }] },
        ],
      },
      {
        candidates: [
          { content: { role: 'model', parts: [{ text: 'Wet.', thought: true }, { text: 'Rain.' }] } },
        ],
      },
    );
    expect(conversation).toEqual({
      earlierTurns: 0,
      asked: [
        { role: 'system', pieces: [text('Be brief.')] },
        {
          role: 'user',
          pieces: [
            text('Weather?'),
            { type: 'media', kind: 'video', name: 'video/mp4', source: 'data:video/mp4;base64,AA' },
          ],
        },
        { role: 'assistant', pieces: [{ type: 'call', name: 'weather', arguments: '{\n  "in": "Ulm"\n}' }] },
        {
          role: 'tool',
          pieces: [{ type: 'result', name: 'weather', text: '{\n  "is": "rain"\n}', failed: false }],
        },
      ],
      answered: [{ role: 'assistant', pieces: [{ type: 'reasoning', text: 'Wet.' }, text('Rain.')] }],
    });
  });

  it('has the words of a stream as they were kept, also words that are JSON', () => {
    const request = { messages: [{ role: 'user', content: 'hi' }] };
    for (const words of ['Good day.', '{"city":"Ulm"}']) {
      expect(read('openai-chat', request, words, true)?.answered).toEqual([
        { role: 'assistant', pieces: [text(words)] },
      ]);
    }
  });

  it('has no answer where there was a failure, and none of a text that is no answer', () => {
    const request = { messages: [{ role: 'user', content: 'hi' }] };
    expect(read('openai-chat', request, { error: { message: 'no' } }, true)?.answered).toEqual([]);
    expect(read('openai-chat', request, 'half an ans', false)?.answered).toEqual([]);
  });

  it('is none where the request was cut, or its format is not known', () => {
    const cut = '{"messages":[{"role":"user","content":"hel\n[cut: no more than 1 MiB is kept]';
    expect(
      readConversation({ dialect: 'openai-chat', stream: false, request: cut, response: '' }),
    ).toBeNull();
    expect(read('telegraph', { messages: [{ role: 'user', content: 'hi' }] }, '')).toBeNull();
    expect(read('openai-chat', { messages: 'hi' }, '')).toBeNull();
  });

  it('shows the last turns of a long one, and so many pieces of each', () => {
    const messages = Array.from({ length: 1_000 }, (_, index) => ({
      role: 'user',
      content: Array.from({ length: 500 }, () => ({ type: 'text', text: `${index}` })),
    }));
    const conversation = read('openai-chat', { messages }, '');
    expect(conversation?.asked).toHaveLength(conversationBounds.turns);
    expect(conversation?.asked.at(-1)?.pieces).toEqual(Array(conversationBounds.pieces).fill(text('999')));
    expect(conversation?.earlierTurns).toBe(800);
  });

  it('never throws, whatever was sent', () => {
    const members = [
      'messages',
      'contents',
      'system',
      'choices',
      'candidates',
      'content',
      'parts',
      'role',
      'type',
    ];
    const names = fc.constantFrom(...members, 'tool_calls', 'function', 'source', 'text', 'image_url');
    const value = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 6 },
        fc.constantFrom(null, 1, 'user', 'text', 'tool_result', 'image_url', true),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(names, tie('value'), { maxKeys: 4 }),
      ),
    })).value;
    fc.assert(
      fc.property(
        fc.constantFrom('openai-chat', 'anthropic-messages', 'gemini'),
        value,
        value,
        fc.boolean(),
        (dialect, request, response, stream) => {
          read(dialect, request, response, stream);
        },
      ),
      { numRuns: 500 },
    );
  });
});
