import { type IpAddress, parseIpAddress } from './ip-address.ts';

/** A network in CIDR notation, or one address, which is a network of its own. */
export interface IpNetwork extends IpAddress {
  /** Leading bits that all its addresses share. */
  prefix: number;
}

const WIDTH = { 4: 32, 6: 128 } as const;

/** Reads `10.1.0.0/16`, `fd00::/8` or one address; null for anything else, and where bits behind the prefix are set. */
export function parseIpNetwork(text: string): IpNetwork | null {
  const [, base = '', length] = /^([0-9a-fA-F.:]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const address = parseIpAddress(base);
  if (!address) return null;
  const width = WIDTH[address.family];
  const prefix = length === undefined ? width : Number(length);
  if (prefix > width) return null;
  const behind = BigInt(width - prefix);
  return (address.bits >> behind) << behind === address.bits ? { ...address, prefix } : null;
}

export function contains(network: IpNetwork, address: IpAddress): boolean {
  const behind = BigInt(WIDTH[network.family] - network.prefix);
  return network.family === address.family && network.bits >> behind === address.bits >> behind;
}
