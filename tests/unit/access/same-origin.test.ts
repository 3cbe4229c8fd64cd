import { expect, it } from 'vitest';
import { assertSameOrigin } from '../../../server/access/same-origin.ts';

const check = (headers: Record<string, string>) => () =>
  assertSameOrigin(new Headers({ host: 'heddle.test:3000', ...headers }));

it.each([
  [{}],
  [{ origin: 'http://heddle.test:3000' }],
  [{ origin: 'https://heddle.test:3000', 'sec-fetch-site': 'same-origin' }],
  [{ origin: 'https://public.example', 'x-forwarded-host': 'public.example' }],
  [{ 'sec-fetch-site': 'none' }],
])('takes %j', (headers) => {
  expect(check(headers)).not.toThrow();
});

it.each([
  [{ origin: 'https://evil.example' }],
  [{ origin: 'http://heddle.test:3001' }],
  [{ origin: 'http://heddle.test:3000.evil.example' }],
  [{ origin: 'null' }],
  [{ origin: '' }],
  [{ 'sec-fetch-site': 'cross-site' }],
  [{ 'sec-fetch-site': 'same-site' }],
  [{ origin: 'http://heddle.test:3000', 'sec-fetch-site': 'cross-site' }],
])('refuses %j', (headers) => {
  expect(check(headers)).toThrow(expect.objectContaining({ code: 'forbidden' }));
});
