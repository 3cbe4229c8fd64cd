import { environment } from '../platform/env.ts';
import { subscriberNetwork } from '../platform/network/subscriber-network.ts';

/**
 * The client's network address, from the X-Forwarded-For that the listener in front of the pages writes: its
 * own peer comes last. Behind a trusted proxy that peer is the proxy, and the entry before it the client. Of an
 * IPv6 address its network of 64 bits, because one subscriber has all of that.
 */
export function clientAddress(headers: Headers): string {
  const addresses = (headers.get('x-forwarded-for') ?? '').split(',').map((address) => address.trim());
  const peer = addresses.at(-1);
  const address = environment().trustProxy ? (addresses.at(-2) ?? peer) : peer;
  return address ? subscriberNetwork(address) : 'unknown';
}
