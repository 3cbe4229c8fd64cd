import { BlockList, isIP } from 'node:net';

/**
 * Addresses that are not on the public internet: loopback, private, link-local (the cloud's metadata service
 * among them), carrier NAT, multicast, reserved, and the IPv6 ranges that carry an IPv4 address inside.
 * Source: IANA special-purpose address registries (RFC 6890, RFC 8190).
 */
const privateRanges = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  // Azure's host, which hands its machines secrets; reachable from inside only, though the address looks public.
  ['168.63.129.16', 32],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const) {
  privateRanges.addSubnet(network, prefix, 'ipv4');
}
for (const [network, prefix] of [
  ['::', 96],
  ['::ffff:0:0:0', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
  ['5f00::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const) {
  privateRanges.addSubnet(network, prefix, 'ipv6');
}

/**
 * Whether an IP address (v4, or v6 without brackets) lies outside the public internet. Text that is no
 * address counts as private: what cannot be judged is refused.
 */
export function isPrivateAddress(address: string): boolean {
  const zoneAt = address.indexOf('%');
  const bare = zoneAt === -1 ? address : address.slice(0, zoneAt);
  const family = isIP(bare);
  if (family === 0) return true;
  // An IPv4-mapped address (::ffff:a.b.c.d) is checked by BlockList against the IPv4 rules.
  return privateRanges.check(bare, family === 4 ? 'ipv4' : 'ipv6');
}
