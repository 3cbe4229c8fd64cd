import { expect, test } from 'vitest';
import { shortenImages, type Turn, toRequestBody } from '../../../components/playground/conversation.ts';
import { conversationReducer } from '../../../components/playground/conversation-reducer.ts';

const settings = { model: 'simulator', system: ' ', sampling: {} };
const image = { name: 'cloth.png', dataUrl: `data:image/png;base64,${'A'.repeat(500)}` };

test('a body holds only what the person set', () => {
  const body = toRequestBody(settings, [{ id: 0, role: 'user', text: 'Hi', images: [] }]);
  expect(JSON.parse(JSON.stringify(body))).toEqual({
    model: 'simulator',
    messages: [{ role: 'user', content: 'Hi' }],
    stream: true,
    stream_options: { include_usage: true },
  });
});

test('images go along as data and are cut where people read the body', () => {
  const body = toRequestBody(settings, [{ id: 0, role: 'user', text: '', images: [image] }]);
  expect(JSON.stringify(body)).toContain(image.dataUrl);
  expect(JSON.stringify(shortenImages(body)).length).toBeLessThan(300);
});

test('an answer that never began is not sent back to the model', () => {
  const failed: Turn = { id: 1, role: 'assistant', text: '', reasoning: '', state: 'failed', figures: {} };
  const body = toRequestBody(settings, [{ id: 0, role: 'user', text: 'Hi', images: [] }, failed]);
  expect(body.messages).toHaveLength(1);
});

test('what arrives belongs to the last answer, and stays when the person stops it', () => {
  let turns = conversationReducer([], { type: 'asked', id: 0, text: 'Hi', images: [] });
  turns = conversationReducer(turns, { type: 'text', text: 'Hel' });
  turns = conversationReducer(turns, { type: 'text', text: 'lo' });
  turns = conversationReducer(turns, { type: 'ended', state: 'stopped' });
  expect(turns.at(-1)).toMatchObject({ role: 'assistant', text: 'Hello', state: 'stopped' });
  expect(conversationReducer([], { type: 'text', text: 'late' })).toEqual([]);
});
