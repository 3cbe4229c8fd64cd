import { expect, it } from 'vitest';
import { clientAddress } from '../../../server/access/client-address.ts';

const address = (forwarded?: string) =>
  clientAddress(new Headers(forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }));

it('believes only the last address, which our own listener wrote', () => {
  expect(address('198.51.100.1')).toBe('198.51.100.1');
  expect(address('made up, 10.0.0.1, 198.51.100.1')).toBe('198.51.100.1');
});

it('has a name for no address', () => {
  expect(address()).toBe('unknown');
  expect(address('')).toBe('unknown');
});
