import { type IpAddress, parseIpAddress } from './ip-address.ts';
import { contains, type IpNetwork, parseIpNetwork } from './ip-network.ts';

/** Bits in front of the IPv4 address in `::ffff:10.0.0.1` (RFC 4291, 2.5.5.2). */
const MAPPED_PREFIX = 96;

/**
 * Networks that somebody may come from. IPv4 addresses in IPv6's clothes (`::ffff:10.0.0.1`) count as what they are, on
 * both sides; other addresses that carry one (NAT64, 6to4) do not, because they are not where somebody comes from.
 */
export class AddressList {
  readonly #networks: readonly IpNetwork[];

  /** @param networks in CIDR notation; what is none (none is stored) lets nobody in */
  constructor(networks: readonly string[]) {
    this.#networks = networks
      .map(parseIpNetwork)
      .filter((network) => network !== null)
      .map(asPlainNetwork);
  }

  /** @param address text that is no address is in no list */
  has(address: string): boolean {
    const parsed = parseIpAddress(address);
    if (!parsed) return false;
    const plain = asPlainAddress(parsed);
    return this.#networks.some((network) => contains(network, plain));
  }
}

function asPlainAddress(address: IpAddress): IpAddress {
  return isMapped(address) ? { family: 4, bits: address.bits & 0xffff_ffffn } : address;
}

function asPlainNetwork(network: IpNetwork): IpNetwork {
  return isMapped(network) && network.prefix >= MAPPED_PREFIX
    ? { ...asPlainAddress(network), prefix: network.prefix - MAPPED_PREFIX }
    : network;
}

function isMapped({ family, bits }: IpAddress): boolean {
  return family === 6 && bits >> 32n === 0xffffn;
}
