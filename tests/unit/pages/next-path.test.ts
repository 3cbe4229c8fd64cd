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
  ['/\t/evil.example', '/dashboard'],
  ['/\n/evil.example', '/dashboard'],
  ['/\r\\evil.example', '/dashboard'],
  ['/.//evil.example', '/dashboard'],
  ['/a/..//evil.example', '/dashboard'],
  ['//', '/dashboard'],
])('after signing in, %j leads to %s', (value, expected) => {
  expect(nextPath(value)).toBe(expected);
});
