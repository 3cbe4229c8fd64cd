import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { deviceCookieLine, findDevice, markDevice } from '../../../server/access/device-cookie.ts';

const DAY_MS = 86_400_000;
process.env.HEDDLE_AUTH_SECRET = 'a secret of more than 32 characters';
beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const sent = (value: string) => `a=b; heddle.device=${value}; c=d`;

it('knows the account again, under a new name each time, and no other account', () => {
  const [first, second] = [markDevice(null, 'anna@example.com'), markDevice(null, 'anna@example.com')];
  expect(findDevice(sent(first), 'anna@example.com')).toMatch(/^[\w-]{16}$/);
  expect(findDevice(sent(first), 'anna@example.com')).not.toBe(findDevice(sent(second), 'anna@example.com'));
  expect(findDevice(sent(first), 'bert@example.com')).toBeNull();
});

it('does not tell whose it is', () => {
  const value = markDevice(null, 'anna@example.com');
  expect(value).not.toContain('anna');
  expect(Buffer.from(value, 'base64url').toString()).not.toContain('anna');
});

it('keeps the four accounts that signed in last', () => {
  const accounts = ['1', '2', '3', '4', '5'].map((name) => `${name}@example.com`);
  let header: string | null = null;
  for (const account of accounts) header = sent(markDevice(header, account));
  const known = () => accounts.map((account) => findDevice(header, account) !== null);
  expect(known()).toEqual([false, true, true, true, true]);
  // Signing in again takes no place of another account.
  header = sent(markDevice(header, '2@example.com'));
  expect(known()).toEqual([false, true, true, true, true]);
});

it('forgets after half a year', () => {
  const header = sent(markDevice(null, 'anna@example.com'));
  vi.setSystemTime(Date.now() + 179 * DAY_MS);
  expect(findDevice(header, 'anna@example.com')).not.toBeNull();
  vi.setSystemTime(Date.now() + 2 * DAY_MS);
  expect(findDevice(header, 'anna@example.com')).toBeNull();
});

it('takes nothing that was not signed here', () => {
  const value = markDevice(null, 'anna@example.com');
  const [issued = '', nonce = '', signature = ''] = value.split('.');
  const later = (Number.parseInt(issued, 36) + 1).toString(36);
  for (const forged of [
    '',
    'x',
    '~~~',
    `${later}.${nonce}.${signature}`,
    `${issued}.${nonce.toLowerCase()}x.${signature}`,
    `${issued}.${nonce}.${signature.slice(1)}A`,
    `${issued}.${nonce}.${'A'.repeat(43)}`,
    'x'.repeat(100_000),
  ]) {
    expect(findDevice(sent(forged), 'anna@example.com')).toBeNull();
  }
  expect(findDevice(null, 'anna@example.com')).toBeNull();
});

it('is for signing in only, out of reach of scripts and other sites, and over https nowhere else', () => {
  expect(deviceCookieLine('v', { secure: false })).toBe(
    'heddle.device=v; Path=/api/auth; Max-Age=15552000; HttpOnly; SameSite=Strict',
  );
  const secure = deviceCookieLine(markDevice(null, 'anna@example.com'), { secure: true });
  expect(secure).toMatch(/^__Secure-heddle\.device=\S+; .*; Secure$/);
  expect(findDevice(secure.split(';')[0] ?? '', 'anna@example.com')).not.toBeNull();
});
