import { isIPv6 } from 'node:net';
import { plainAddress } from './plain-address.ts';

/**
 * What one subscriber has of the network an address is in: of an IPv6 address its network of 64 bits, of an IPv4
 * address the address itself, also where it comes in IPv6's clothes. Text that is no address is given back as it is.
 */
export function subscriberNetwork(address: string): string {
  const [bare = ''] = address.split('%', 1);
  const plain = plainAddress(bare);
  if (plain !== bare) return plain;
  if (!isIPv6(bare)) return address;
  // As URLs write it: lower case, an embedded IPv4 address in hexadecimal, the longest run of zeros as `::`.
  const [before = '', after] = new URL(`http://[${bare}]`).hostname.slice(1, -1).split('::');
  const head = groupsOf(before);
  const tail = groupsOf(after);
  const zeros = Array.from({ length: 8 - head.length - tail.length }, () => '0');
  const groups = [...head, ...zeros, ...tail];
  return `${groups.slice(0, 4).join(':')}::/64`;
}

function groupsOf(text: string | undefined): string[] {
  return text ? text.split(':') : [];
}
