import type { IncomingMessage } from 'node:http';
import { plainAddress } from '../../platform/network/plain-address.ts';

/**
 * The network address a request comes from: the peer's, or, behind a proxy of one's own, the last one the proxy
 * added to X-Forwarded-For. What stands before that may be the client's invention.
 */
export function peerAddress(incoming: IncomingMessage, trustProxy: boolean): string {
  const peer = plainAddress(incoming.socket.remoteAddress ?? 'unknown');
  const told = trustProxy ? incoming.headers['x-forwarded-for'] : undefined;
  if (typeof told !== 'string') return peer;
  return plainAddress(told.slice(told.lastIndexOf(',') + 1).trim()) || peer;
}
