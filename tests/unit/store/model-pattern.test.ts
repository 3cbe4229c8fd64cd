import { expect, test } from 'vitest';
import { matchesModel } from '../../../server/store/model-pattern.ts';

test.each([
  ['gpt-4o', 'gpt-4o', true],
  ['gpt-4o', 'gpt-4o-mini', false],
  ['gpt-4o', 'GPT-4o', false],
  ['gpt-4o*', 'gpt-4o', true],
  ['gpt-4o*', 'gpt-4o-mini', true],
  ['gpt-4o*', 'gpt-4', false],
  ['*-mini', 'gpt-4o-mini', true],
  ['*-mini', 'gpt-4o-mini-2', false],
  ['*', '', true],
  ['**', 'anything', true],
  ['claude-*-4*', 'claude-sonnet-4-5', true],
  ['claude-*-4*', 'claude-4', false],
  ['a*a', 'a', false],
  ['a*a', 'aa', true],
  ['ab*ba', 'aba', false],
  ['a*b*b', 'ab', false],
  ['a*b*b', 'abcb', true],
  ['*bc*', 'abcbc', true],
  // What means something in a regular expression means nothing here.
  ['gpt-4.1', 'gpt-4x1', false],
  ['(a+)+$', '(a+)+$', true],
  ['[a-z]*', 'gpt', false],
  ['', 'gpt', false],
])('%j and %j: %j', (pattern, model, matches) => {
  expect(matchesModel([pattern], model)).toBe(matches);
});

test('any pattern of a list will do, and none matches nothing', () => {
  expect(matchesModel(['x', 'gpt-*', 'y'], 'gpt-5')).toBe(true);
  expect(matchesModel(['x', 'y*'], 'gpt-5')).toBe(false);
  expect(matchesModel([], 'gpt-5')).toBe(false);
});

test('agrees with a plain reading of what a pattern means', () => {
  const letters = ['a', 'b', '*'];
  const words = (length: number, from: readonly string[]): string[] =>
    length === 0 ? [''] : words(length - 1, from).flatMap((word) => from.map((letter) => word + letter));
  const plain = (pattern: string, text: string): boolean => {
    if (pattern === '') return text === '';
    if (pattern[0] !== '*') return pattern[0] === text[0] && plain(pattern.slice(1), text.slice(1));
    return plain(pattern.slice(1), text) || (text !== '' && plain(pattern, text.slice(1)));
  };
  const texts = [0, 1, 2, 3, 4].flatMap((length) => words(length, ['a', 'b']));
  const differing = [1, 2, 3, 4].flatMap((length) =>
    words(length, letters).flatMap((pattern) =>
      texts
        .filter((text) => matchesModel([pattern], text) !== plain(pattern, text))
        .map((text) => [pattern, text]),
    ),
  );
  expect(differing).toEqual([]);
});
