import { expect, it } from 'vitest';
import type { ListedModel } from '@/components/channels/channel';
import { modelDraft, namesGivenTwice } from '@/components/channels/channel-draft';
import { findRows, modelRows } from '@/components/channels/model-rows';

const listed = (name: string, chat = true): ListedModel => ({
  name,
  chat,
  facts: { contextTokens: null, outputTokens: null, capabilities: null },
  price: null,
});

const order = (rows: ReturnType<typeof modelRows>) =>
  rows.map(({ upstream, draft }) => `${draft ? '+' : '-'}${upstream}`);

it('lays out what was chosen first, then the provider’s list, then what answers no chat', () => {
  const models = [modelDraft('c'), modelDraft('mine')];
  const list = [listed('embed', false), listed('a'), listed('b'), listed('c')];
  expect(order(modelRows(models, list, ['ignored'], ['c', 'mine']))).toEqual([
    '+c',
    '+mine',
    '-a',
    '-b',
    '-embed',
  ]);
});

it('leaves a model in its place when it is ticked, and offers the usual ones without a list', () => {
  expect(order(modelRows([modelDraft('b')], undefined, ['a', 'b'], []))).toEqual(['-a', '+b']);
});

it('has a line for each name of one model', () => {
  const models = [modelDraft('a'), modelDraft('a', { name: 'fast' })];
  const rows = modelRows(models, [listed('a')], [], []);
  expect(order(rows)).toEqual(['+a', '+a']);
  expect(new Set(rows.map(({ key }) => key)).size).toBe(2);
  expect(order(findRows(rows, 'FAST'))).toEqual(['+a']);
});

it('finds names given twice, blanks aside', () => {
  const models = [modelDraft('a'), modelDraft('b', { name: ' a ' }), modelDraft('c')];
  expect([...namesGivenTwice(models)]).toEqual(['a']);
});
