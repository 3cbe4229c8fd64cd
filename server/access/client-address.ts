import { isIPv6 } from 'node:net';
import { environment } from '../platform/env.ts';

/**
 * The client's network address, from the X-Forwarded-For that the listener in front of the pages writes: its
 * own peer comes last. Behind a trusted proxy that peer is the proxy, and the entry before it the client. Of an
 * IPv6 address its network of 64 bits, because one subscriber has all of that.
 */
export function clientAddress(headers: Headers): string {
  const addresses = (headers.get('x-forwarded-for') ?? '').split(',').map((address) => address.trim());
  const peer = addresses.at(-1);
  const address = environment().trustProxy ? (addresses.at(-2) ?? peer) : peer;
  return address ? networkOf(address) : 'unknown';
}

function networkOf(address: string): string {
  const [bare = ''] = address.split('%', 1);
  if (!isIPv6(bare)) return address;
  // As URLs write it: lower case, an embedded IPv4 address in hexadecimal, the longest run of zeros as `::`.
  const [before = '', after] = new URL(`http://[${bare}]`).hostname.slice(1, -1).split('::');
  const head = groupsOf(before);
  const tail = groupsOf(after);
  const zeros = Array.from({ length: 8 - head.length - tail.length }, () => '0');
  const groups = [...head, ...zeros, ...tail];
  // An IPv4 address in IPv6's clothes is one subscriber's as it is.
  const isMapped = groups.slice(0, 6).join() === '0,0,0,0,0,ffff';
  return isMapped ? bare : `${groups.slice(0, 4).join(':')}::/64`;
}

function groupsOf(text: string | undefined): string[] {
  return text ? text.split(':') : [];
}
