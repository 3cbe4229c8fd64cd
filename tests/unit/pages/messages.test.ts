import { expect, test } from 'vitest';
import en from '../../../messages/en.json' with { type: 'json' };
import zh from '../../../messages/zh.json' with { type: 'json' };

type Tree = { [key: string]: string | Tree };

function flatten(tree: Tree, prefix = ''): Map<string, string> {
  return new Map(
    Object.entries(tree).flatMap(([key, value]): [string, string][] =>
      typeof value === 'string' ? [[prefix + key, value]] : [...flatten(value, `${prefix}${key}.`)],
    ),
  );
}

/** Names of the values and tags that a message takes. */
function parameters(message: string): string[] {
  const values = [...message.matchAll(/\{(\w+)(?=[,}])/g)].map((match) => match[1] ?? '');
  const tags = [...message.matchAll(/<(\w+)>/g)].map((match) => `<${match[1]}>`);
  return [...new Set([...values, ...tags])].sort();
}

const english = flatten(en);
const chinese = flatten(zh);

test('every text is there in English and in Chinese', () => {
  expect([...chinese.keys()].sort()).toEqual([...english.keys()].sort());
});

test('no text is empty', () => {
  const empty = [...english, ...chinese].filter(([, message]) => message.trim() === '');
  expect(empty).toEqual([]);
});

test('a text takes the same values in both languages', () => {
  for (const [key, message] of english) {
    expect({ key, takes: parameters(chinese.get(key) ?? '') }).toEqual({ key, takes: parameters(message) });
  }
});
