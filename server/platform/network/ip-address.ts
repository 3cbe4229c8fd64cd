import { isIP } from 'node:net';

/** An IP address as a number, to compare with networks. */
export interface IpAddress {
  family: 4 | 6;
  /** Of 32 or 128 bits. */
  bits: bigint;
}

/**
 * IPv6 networks whose addresses carry an IPv4 address, and how many bits stand behind it: IPv4-mapped and -translated
 * (RFC 4291, RFC 2765), IPv4-compatible, NAT64's well-known prefix (RFC 6052), 6to4 (RFC 3056).
 */
const CARRIERS = [
  { network: 0xffffn, prefix: 96, behind: 0n },
  { network: 0xffff_0000n, prefix: 96, behind: 0n },
  { network: 0n, prefix: 96, behind: 0n },
  { network: 0x0064_ff9bn << 64n, prefix: 96, behind: 0n },
  { network: 0x2002n, prefix: 16, behind: 80n },
] as const;

/** Reads an address as people and resolvers write it, with or without a zone; null for anything else. */
export function parseIpAddress(text: string): IpAddress | null {
  const [bare = ''] = text.split('%', 1);
  const family = isIP(bare);
  if (family === 4) return { family, bits: bitsOf(bare.split('.').map(Number), 8n) };
  return family === 6 ? { family, bits: bitsOf(groupsOf(bare), 16n) } : null;
}

/** The IPv4 address inside of an IPv6 one that only carries it; any other address as it is. */
export function carriedAddress(address: IpAddress): IpAddress {
  if (address.family === 4) return address;
  for (const { network, prefix, behind } of CARRIERS) {
    if (address.bits >> BigInt(128 - prefix) === network) {
      return { family: 4, bits: (address.bits >> behind) & 0xffff_ffffn };
    }
  }
  return address;
}

function bitsOf(parts: readonly number[], width: bigint): bigint {
  return parts.reduce((bits, part) => (bits << width) | BigInt(part), 0n);
}

/** The eight groups of an IPv6 address. A URL writes an embedded IPv4 address in hexadecimal. */
function groupsOf(address: string): number[] {
  const [before = '', after] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::');
  const read = (part: string | undefined) =>
    part ? part.split(':').map((group) => Number.parseInt(group, 16)) : [];
  const [head, tail] = [read(before), read(after)];
  return [...head, ...Array<number>(8 - head.length - tail.length).fill(0), ...tail];
}
