import { parseIpAddress } from './ip-address.ts';
import { contains, parseIpNetwork } from './ip-network.ts';

const LOOPBACK = ['127.0.0.0/8', '::1'].map(parseIpNetwork);

/** Whether a listener on this host is reached from its own machine only; one without a host is reached from anywhere. */
export function listensOnLoopback(host: string | undefined): boolean {
  if (host === undefined) return false;
  const address = parseIpAddress(host);
  if (!address) return host === 'localhost';
  return LOOPBACK.some((network) => network !== null && contains(network, address));
}
