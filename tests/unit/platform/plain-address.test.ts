import { expect, it } from 'vitest';
import { plainAddress } from '../../../server/platform/network/plain-address.ts';
import { subscriberNetwork } from '../../../server/platform/network/subscriber-network.ts';

it.each([
  ['::ffff:127.0.0.1', '127.0.0.1'],
  ['::FFFF:203.0.113.7', '203.0.113.7'],
  ['::ffff:7f00:1', '127.0.0.1'],
  ['127.0.0.1', '127.0.0.1'],
  ['::1', '::1'],
  ['2001:db8::ffff:1', '2001:db8::ffff:1'],
  ['::ffff:0:127.0.0.1', '::ffff:0:127.0.0.1'],
  ['unknown', 'unknown'],
])('%s reads as %s', (address, plain) => {
  expect(plainAddress(address)).toBe(plain);
});

it('an IPv4 subscriber is one, whichever clothes the address comes in', () => {
  expect(subscriberNetwork('::ffff:203.0.113.7')).toBe(subscriberNetwork('203.0.113.7'));
});
