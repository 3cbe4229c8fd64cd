import { isIP } from 'node:net';
import { Fault } from '../../canonical/fault.ts';
import { environment } from '../../platform/env.ts';
import { Reach } from '../../platform/network/reach.ts';
import { isLiteralOutOf, isPrivateLiteral } from '../../platform/network/reach-lookup.ts';
import { upstreamReach } from '../../platform/network/upstream-reach.ts';
import type { Provider } from '../../providers/provider.ts';

/**
 * Refuses an address that a channel may not have: none where the provider needs one, no https URL, one with a
 * credential, query or fragment in it, or one that is private and not in a network that is open to the tenant. Where
 * private networks are open, http is allowed to them and to names, which may stand for one. A name that resolves to
 * an address out of reach is refused when it is connected to.
 * @param baseUrl Null: the provider's own
 * @param privateNetworks open to the tenant, beside those open to all
 * @param path The field to name in the Fault
 * @throws Fault invalid_request
 */
export function checkBaseUrl(
  provider: Provider,
  baseUrl: string | null,
  privateNetworks: readonly string[],
  path = 'baseUrl',
): void {
  const refusal = (reason: string) => new Fault('invalid_request', `${path}: ${reason}`, { path });
  const address = baseUrl ?? provider.baseUrl;
  if (address === null) {
    if (provider.inProcess) return;
    throw refusal(`expected, because ${provider.name} has no address of its own`);
  }
  const reach = upstreamReach(environment(), privateNetworks);
  if (!URL.canParse(address)) throw refusal('expected a URL such as https://api.example.com/v1');
  const url = new URL(address);
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    throw refusal('expected a URL that starts with https://');
  if (url.username || url.password)
    throw refusal('expected no credential in the URL; the channel has a field for it');
  if (url.search || url.hash) throw refusal('expected neither a query nor a fragment in the URL');
  if (reach === Reach.everywhere) return;
  if (isLiteralOutOf(reach, url.hostname) || (isLocalName(url.hostname) && !reachesThisMachine(reach))) {
    throw refusal(`${url.hostname} is a private address, in no network that the operator has opened`);
  }
  if (url.protocol === 'http:' && !mayBeHttp(reach, url.hostname))
    throw refusal('expected a URL that starts with https://');
}

function reachesThisMachine(reach: Reach): boolean {
  return reach.allows('127.0.0.1') || reach.allows('::1');
}

/** Unencrypted only into private networks, and not where it is plain that the address is none of theirs. */
function mayBeHttp(reach: Reach, hostname: string): boolean {
  return reach !== Reach.publicOnly && (isName(hostname) || isPrivateLiteral(hostname));
}

/** URL.hostname writes IPv6 addresses in brackets, and all others as four numbers. */
function isName(hostname: string): boolean {
  return !hostname.startsWith('[') && isIP(hostname) === 0;
}

function isLocalName(hostname: string): boolean {
  return hostname === 'localhost' || hostname.endsWith('.localhost');
}
