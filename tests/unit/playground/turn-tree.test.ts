import { expect, test } from 'vitest';
import {
  addTurn,
  changeTurn,
  chooseTurn,
  emptyTree,
  pathOf,
  removeTurn,
  restoreTurns,
  root,
  treeOfPath,
  turnsOf,
} from '../../../components/playground/conversation/turn-tree.ts';
import { answer, question } from './turns.ts';

const line = treeOfPath([question('q1'), answer('a1'), question('q2'), answer('a2')]);
const ids = (tree: typeof line) => turnsOf(tree).map(({ id }) => id);

test('another answer stands beside the first, and what followed the first comes back with it', () => {
  const retried = addTurn(line, 'q1', answer('a1b'));
  expect(ids(retried)).toEqual(['q1', 'a1b']);
  expect(pathOf(retried)[1]).toMatchObject({ parentId: 'q1', siblings: ['a1', 'a1b'] });
  expect(ids(chooseTurn(retried, 'q1', 'a1'))).toEqual(['q1', 'a1', 'q2', 'a2']);
});

test('a question that is edited begins a branch, also the first', () => {
  const edited = addTurn(addTurn(line, root, question('q1b')), 'q1b', answer('a3'));
  expect(ids(edited)).toEqual(['q1b', 'a3']);
  expect(ids(chooseTurn(edited, root, 'q1'))).toEqual(['q1', 'a1', 'q2', 'a2']);
});

test('each branch remembers what was chosen further down', () => {
  const twice = chooseTurn(addTurn(line, 'q2', answer('a2b')), 'q2', 'a2');
  const away = addTurn(twice, 'q1', answer('a1b'));
  expect(ids(chooseTurn(away, 'q1', 'a1'))).toEqual(['q1', 'a1', 'q2', 'a2']);
});

test('a turn goes with all that follows it, on every branch, and can be put back', () => {
  const branched = addTurn(line, 'q2', answer('a2b'));
  const { tree, removed } = removeTurn(branched, 'q2');
  expect(ids(tree)).toEqual(['q1', 'a1']);
  expect(Object.keys(tree.turns)).toEqual(['q1', 'a1']);
  if (!removed) throw new Error('nothing was removed');
  expect(Object.keys(removed.tree.turns)).toHaveLength(3);
  const back = restoreTurns(tree, removed);
  expect(back.turns).toEqual(branched.turns);
  expect(ids(back)).toEqual(['q1', 'a1', 'q2', 'a2b']);
  expect(restoreTurns(removeTurn(tree, 'a1').tree, removed)).toEqual(removeTurn(tree, 'a1').tree);
});

test('where a sibling goes, one that is left is shown', () => {
  const retried = addTurn(line, 'q1', answer('a1b'));
  expect(ids(removeTurn(retried, 'a1b').tree)).toEqual(['q1', 'a1', 'q2', 'a2']);
  expect(ids(removeTurn(retried, 'a1').tree)).toEqual(['q1', 'a1b']);
  expect(removeTurn(line, 'nobody').removed).toBeUndefined();
});

test('what arrives for a turn that is gone changes nothing', () => {
  expect(changeTurn(line, 'nobody', (turn) => ({ ...turn, text: 'x' }))).toBe(line);
  expect(changeTurn(line, 'a1', (turn) => ({ ...turn, text: 'x' })).turns.a1?.text).toBe('x');
});

test('ten thousand turns are no problem', () => {
  let tree = emptyTree;
  const turns = Array.from({ length: 10_000 }, (_, index) => question(String(index)));
  tree = { turns: Object.fromEntries(turns.map((turn) => [turn.id, turn])), children: {}, chosen: {} };
  const children = Object.fromEntries(
    turns.map(({ id }, index) => [index === 0 ? root : String(index - 1), [id]]),
  );
  tree = { ...tree, children };
  expect(pathOf(tree)).toHaveLength(10_000);
  expect(turnsOf(removeTurn(tree, '5000').tree)).toHaveLength(5000);
});
