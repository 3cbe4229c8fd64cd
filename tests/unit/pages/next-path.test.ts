import { expect, test } from 'vitest';
import { nextPath } from '../../../app/(auth)/next-path.ts';

test.each([
  ['/acme/logs?request=1', '/acme/logs?request=1'],
  [undefined, '/dashboard'],
  ['https://evil.example', '/dashboard'],
  ['//evil.example', '/dashboard'],
  ['/\\evil.example', '/dashboard'],
  ['javascript:alert(1)', '/dashboard'],
  [['/acme', '/other'], '/acme'],
])('after signing in, %j leads to %s', (value, expected) => {
  expect(nextPath(value)).toBe(expected);
});
