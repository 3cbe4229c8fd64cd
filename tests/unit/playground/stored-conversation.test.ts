import { expect, test } from 'vitest';
import { newConversation } from '../../../components/playground/conversation/new-conversation.ts';
import { treeOfPath } from '../../../components/playground/conversation/turn-tree.ts';
import { storageBounds } from '../../../components/playground/storage/bounds.ts';
import {
  fromStored,
  type Summary,
  summariesToDrop,
  toStored,
} from '../../../components/playground/storage/stored-conversation.ts';
import { answer, question } from './turns.ts';

const picture = (name: string, length: number) => ({ name, dataUrl: 'x'.repeat(length) });

test('what is kept is what was there', () => {
  const conversation = {
    ...newConversation(),
    tree: treeOfPath([question('a', { images: [picture('p', 10)] }), answer('b')]),
    draft: { text: 'half a th', images: [] },
  };
  const stored = toStored(conversation);
  expect(stored?.title).toBe('question a');
  expect(fromStored(structuredClone(stored))).toEqual(conversation);
});

test('an answer that was still arriving is kept as far as it came', () => {
  const tree = treeOfPath([question('a'), answer('b', { state: 'streaming', text: 'as f' })]);
  const kept = fromStored(toStored({ ...newConversation(), tree }));
  expect(kept?.tree.turns.b).toMatchObject({ state: 'stopped', text: 'as f' });
});

test('of pictures, the newest are kept; of those that are not, the names', () => {
  const half = storageBounds.conversation / 2;
  const tree = treeOfPath([
    question('old', { images: [picture('old.png', half)] }),
    answer('b'),
    question('new', { images: [picture('new.png', half)] }),
  ]);
  const kept = fromStored(toStored({ ...newConversation(), tree }));
  expect(kept?.tree.turns.old).toMatchObject({ images: [{ name: 'old.png', dataUrl: '' }] });
  expect(kept?.tree.turns.new).toMatchObject({ images: [{ name: 'new.png', dataUrl: 'x'.repeat(half) }] });
});

test('a conversation beyond the bound is not kept', () => {
  const tree = treeOfPath([question('a', { text: 'x'.repeat(storageBounds.text + 1) })]);
  expect(toStored({ ...newConversation(), tree })).toBeUndefined();
});

test('what another version left, or nobody, is nothing', () => {
  const stored = toStored(newConversation());
  for (const other of [
    undefined,
    null,
    'x',
    {},
    { ...stored, version: 2 },
    { ...stored, conversation: { id: 'x' } },
  ]) {
    expect(fromStored(other)).toBeUndefined();
  }
});

test('no more are kept than fit, in number and in size, and those used last stay', () => {
  const summary = (index: number, length: number): Summary => ({
    id: String(index),
    title: 't',
    updatedAt: index,
    length,
  });
  const many = Array.from({ length: 60 }, (_, index) => summary(index, 1));
  const coming = { id: 'coming', length: 1 };
  expect(many.length - summariesToDrop(many, coming).length).toBe(storageBounds.conversations - 1);
  expect(summariesToDrop(many, coming).every(({ updatedAt }) => updatedAt < 11)).toBe(true);
  const large = [1, 2, 3].map((index) => summary(index, storageBounds.total / 2));
  expect(summariesToDrop(large, coming).map(({ id }) => id)).toEqual(['2', '1']);
  // The one that is written again does not give way to itself.
  expect(summariesToDrop(large.slice(0, 1), { id: '1', length: storageBounds.total })).toEqual([]);
});
