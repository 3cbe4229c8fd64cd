import { carriedAddress, type IpAddress, parseIpAddress } from './ip-address.ts';
import { contains, type IpNetwork, parseIpNetwork } from './ip-network.ts';
import { isPrivateAddress } from './private-addresses.ts';

/**
 * Where clouds hand their machines credentials: AWS, Google, Azure, Oracle and others (169.254.169.254), AWS' tasks
 * and pods, Azure's host, Alibaba, Oracle's own, and what of these speaks IPv6. Source: the vendors' documentation of
 * their metadata services.
 */
const METADATA_ADDRESSES = [
  '169.254.169.254',
  '169.254.170.2',
  '169.254.170.23',
  '168.63.129.16',
  '100.100.100.200',
  '192.0.0.192',
  'fd00:ec2::254',
  'fd00:ec2::23',
  'fd20:ce::254',
].map(parseIpAddress);

/** Which addresses upstream connections may go to, beside those of the public internet. */
export class Reach {
  /** Equal for equal reaches: a connection made under one may be used under the other. */
  readonly key: string;
  readonly #networks: readonly IpNetwork[];
  readonly #everywhere: boolean;

  private constructor(key: string, networks: readonly IpNetwork[], everywhere: boolean) {
    this.key = key;
    this.#networks = networks;
    this.#everywhere = everywhere;
  }

  /** Any address at all. */
  static readonly everywhere = new Reach('everywhere', [], true);
  /** The public internet alone. */
  static readonly publicOnly = new Reach('public', [], false);

  /**
   * The public internet and these networks. A cloud's metadata service is reached only where its very address is
   * among them. What is no network (none is stored) opens nothing.
   */
  static into(networks: readonly string[]): Reach {
    if (networks.length === 0) return Reach.publicOnly;
    const sorted = [...new Set(networks)].sort();
    const parsed = sorted.map(parseIpNetwork).filter((network) => network !== null);
    return new Reach(`public, ${sorted.join(', ')}`, parsed, false);
  }

  /** @param address as resolvers give it, an IPv6 one without brackets; text that is none is refused */
  allows(address: string): boolean {
    if (this.#everywhere || !isPrivateAddress(address)) return true;
    const parsed = parseIpAddress(address);
    if (!parsed) return false;
    const meant = carriedAddress(parsed);
    return this.#networks.some(
      (network) => contains(network, meant) && (!isMetadata(meant) || isOneAddress(network)),
    );
  }
}

function isMetadata({ family, bits }: IpAddress): boolean {
  return METADATA_ADDRESSES.some((each) => each?.family === family && each.bits === bits);
}

function isOneAddress({ family, prefix }: IpNetwork): boolean {
  return prefix === (family === 4 ? 32 : 128);
}
