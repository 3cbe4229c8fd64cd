import { type LookupAddress, lookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { isPrivateAddress } from './private-addresses.ts';
import type { Reach } from './reach.ts';

/** A connection was refused because it would have gone to an address that is neither public nor allowed. */
export class PrivateAddressError extends Error {
  override readonly name = 'PrivateAddressError';
  readonly code = 'PRIVATE_ADDRESS';

  constructor(host: string) {
    super(`${host} is not on the public internet`);
  }
}

/**
 * `lookup` for `net.connect` that yields addresses within reach only. The very addresses it judged are the ones
 * connected to, so a name that changes its answer between check and use gains nothing.
 */
export function lookupWithin(reach: Reach): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
      if (error) return callback(error, '', 0);
      const open = addresses.filter(({ address }) => reach.allows(address));
      const [first] = open;
      if (!first) return callback(new PrivateAddressError(hostname), '', 0);
      return options.all ? callback(null, open) : callback(null, first.address, first.family);
    });
  };
}

/**
 * Whether a host written as an IP address (as `URL.hostname` gives it) is out of reach. Names are judged when
 * they are resolved, by {@link lookupWithin}: no lookup happens for a literal address.
 */
export function isLiteralOutOf(reach: Reach, hostname: string): boolean {
  const bare = withoutBrackets(hostname);
  return isIP(bare) !== 0 && !reach.allows(bare);
}

/** Whether a host is written as an IP address, and a private one. */
export function isPrivateLiteral(hostname: string): boolean {
  const bare = withoutBrackets(hostname);
  return isIP(bare) !== 0 && isPrivateAddress(bare);
}

function withoutBrackets(hostname: string): string {
  return hostname.startsWith('[') ? hostname.slice(1, -1) : hostname;
}
