import { expect, test } from 'vitest';
import {
  playgroundMessages,
  samplingOf,
} from '../../../../components/logs/conversation/playground-messages.ts';
import { readConversation } from '../../../../components/logs/conversation/read-conversation.ts';

test('a request goes to the playground with its words and pictures, without tools', () => {
  const image = 'data:image/png;base64,AAAA';
  const request = JSON.stringify({
    messages: [
      { role: 'system', content: 'Be brief.' },
      {
        role: 'user',
        content: [
          { type: 'text', text: 'What is this?' },
          { type: 'image_url', image_url: { url: image } },
          { type: 'image_url', image_url: { url: 'https://elsewhere.example/cat.png' } },
        ],
      },
      { role: 'assistant', content: null, tool_calls: [{ function: { name: 'look', arguments: '{}' } }] },
      { role: 'tool', tool_call_id: 'c1', content: 'a cat' },
      { role: 'assistant', content: 'A cat.' },
      { role: 'user', content: 'Sure?' },
    ],
  });
  const conversation = readConversation({ dialect: 'openai-chat', stream: false, request, response: '' });
  expect(conversation && playgroundMessages(conversation)).toEqual([
    { role: 'system', content: 'Be brief.' },
    { role: 'user', content: 'What is this?', images: [{ name: '', dataUrl: image }] },
    { role: 'assistant', content: 'A cat.' },
    { role: 'user', content: 'Sure?' },
  ]);
});

test('the sampling of a request is read in each format', () => {
  const sampling = { temperature: 0.2, topP: 0.9, maximumTokens: 50 };
  const bodies = [
    { temperature: 0.2, top_p: 0.9, max_completion_tokens: 50 },
    { temperature: 0.2, top_p: 0.9, max_tokens: 50 },
    { generationConfig: { temperature: 0.2, topP: 0.9, maxOutputTokens: 50 } },
  ];
  for (const body of bodies) expect(samplingOf(JSON.stringify(body))).toEqual(sampling);
  expect(samplingOf('{"temperature":"hot"}')).toEqual({});
});
