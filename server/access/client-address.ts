import { environment } from '../platform/env.ts';
import { subscriberNetwork } from '../platform/network/subscriber-network.ts';

/** The network of {@link peerOf}: of an IPv6 address its 64 bits, because one subscriber has all of that. */
export function clientAddress(headers: Headers): string {
  const address = peerOf(headers);
  return address === null ? 'unknown' : subscriberNetwork(address);
}

/**
 * The client's network address, from the X-Forwarded-For that the listener in front of the pages writes: its
 * own peer comes last. Behind a trusted proxy that peer is the proxy, and the entry before it the client. Null
 * where nobody wrote any.
 */
export function peerOf(headers: Headers): string | null {
  const addresses = (headers.get('x-forwarded-for') ?? '').split(',').map((address) => address.trim());
  const peer = addresses.at(-1);
  return (environment().trustProxy ? (addresses.at(-2) ?? peer) : peer) || null;
}
