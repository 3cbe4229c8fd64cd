import type { IncomingMessage } from 'node:http';
import { expect, it } from 'vitest';
import { peerAddress } from '../../../server/transports/node/peer-address.ts';

function from(forwardedFor?: string): IncomingMessage {
  const headers = forwardedFor === undefined ? {} : { 'x-forwarded-for': forwardedFor };
  return { socket: { remoteAddress: '10.0.0.1' }, headers } as IncomingMessage;
}

it('is the peer’s, whatever a client claims', () => {
  expect(peerAddress(from('203.0.113.7'), false)).toBe('10.0.0.1');
});

it('is what a trusted proxy added, and not what the client had put before it', () => {
  expect(peerAddress(from('1.1.1.1, 203.0.113.7'), true)).toBe('203.0.113.7');
  expect(peerAddress(from('203.0.113.7'), true)).toBe('203.0.113.7');
  expect(peerAddress(from(), true)).toBe('10.0.0.1');
  expect(peerAddress(from(''), true)).toBe('10.0.0.1');
});
