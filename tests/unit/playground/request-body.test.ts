import { expect, test } from 'vitest';
import { firstSettings } from '../../../components/playground/conversation/conversation.ts';
import { shortenImages, toRequestBody } from '../../../components/playground/conversation/request-body.ts';
import { answer, question } from './turns.ts';

const settings = { ...firstSettings, model: 'simulator', system: ' ' };
const image = { name: 'cloth.png', dataUrl: `data:image/png;base64,${'A'.repeat(500)}` };

test('a body holds only what the person set', () => {
  const body = toRequestBody(settings, [question('a', { text: 'Hi' })]);
  expect(JSON.parse(JSON.stringify(body))).toEqual({
    model: 'simulator',
    messages: [{ role: 'user', content: 'Hi' }],
    stream: true,
    stream_options: { include_usage: true },
  });
});

test('images go along as data and are cut where people read the body', () => {
  const body = toRequestBody(settings, [question('a', { text: '', images: [image] })]);
  expect(JSON.stringify(body)).toContain(image.dataUrl);
  expect(JSON.stringify(shortenImages(body)).length).toBeLessThan(300);
});

test('an image that was too large to be kept does not go along', () => {
  const body = toRequestBody(settings, [question('a', { images: [{ name: 'x', dataUrl: '' }] })]);
  expect(body.messages).toEqual([{ role: 'user', content: 'question a' }]);
});

const said = (turns: Parameters<typeof toRequestBody>[1]) =>
  (toRequestBody(settings, turns).messages as { content: string }[]).map(({ content }) => content);

test('a question that failed is not sent again with the next one', () => {
  const failed = answer('b', { text: '', state: 'failed', failure: 'HTTP 429' });
  expect(said([question('a'), failed, question('c')])).toEqual(['question c']);
  const stopped = answer('b', { text: '', state: 'stopped' });
  expect(said([question('a'), stopped, question('c'), answer('d'), question('e')])).toEqual([
    'question c',
    'answer d',
    'question e',
  ]);
  expect(said([question('a'), question('c')])).toEqual(['question c']);
});

test('a question that is asked again is sent, and so is an answer that broke off', () => {
  expect(said([question('a'), answer('b', { text: '', state: 'failed' })].slice(0, 1))).toEqual([
    'question a',
  ]);
  expect(said([question('a'), answer('b', { state: 'failed' }), question('c')])).toEqual([
    'question a',
    'answer b',
    'question c',
  ]);
});
