import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tokenize } from '../../../components/ui/tokenize.ts';

test('colouring a line changes no character of it', () => {
  const languages = fc.constantFrom('bash', 'typescript', 'python', 'json', 'nothing');
  fc.assert(
    fc.property(fc.string(), languages, (line, language) => {
      const text = line.replaceAll('\n', ' ');
      expect(
        tokenize(text, language)
          .map((token) => token.text)
          .join(''),
      ).toBe(text);
    }),
  );
});

test('an address in code is no comment', () => {
  expect(tokenize("baseURL: 'https://x/v1', // where", 'typescript').map(({ kind }) => kind)).toEqual([
    'plain',
    'string',
    'plain',
    'comment',
  ]);
});
