import { parseIpAddress } from './ip-address.ts';

/**
 * An IPv4 address in IPv6's clothes (`::ffff:127.0.0.1`, as a socket that takes both calls it) as people write it:
 * `127.0.0.1`. Anything else as it is.
 */
export function plainAddress(text: string): string {
  if (!text.startsWith('::')) return text;
  const address = parseIpAddress(text);
  if (address?.family !== 6 || address.bits >> 32n !== 0xffffn) return text;
  return [24n, 16n, 8n, 0n].map((shift) => (address.bits >> shift) & 0xffn).join('.');
}
