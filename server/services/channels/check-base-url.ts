import { Fault } from '../../canonical/fault.ts';
import { environment } from '../../platform/env.ts';
import { isPrivateLiteral } from '../../platform/network/public-lookup.ts';
import type { Provider } from '../../providers/provider.ts';

/**
 * Refuses an address that a channel may not have: none where the provider needs one, no https URL, one with a
 * credential, query or fragment in it, or one that is private, unless HEDDLE_ALLOW_PRIVATE_UPSTREAMS is set,
 * which allows http too. A name that resolves to a private address is refused when it is connected to.
 * @param baseUrl Null: the provider's own
 * @param path The field to name in the Fault
 * @throws Fault invalid_request
 */
export function checkBaseUrl(provider: Provider, baseUrl: string | null, path = 'baseUrl'): void {
  const refusal = (reason: string) => new Fault('invalid_request', `${path}: ${reason}`, { path });
  const address = baseUrl ?? provider.baseUrl;
  if (address === null) {
    if (provider.inProcess) return;
    throw refusal(`expected, because ${provider.name} has no address of its own`);
  }
  const { allowPrivateUpstreams } = environment();
  if (!URL.canParse(address)) throw refusal('expected a URL such as https://api.example.com/v1');
  const url = new URL(address);
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    throw refusal('expected a URL that starts with https://');
  if (url.username || url.password)
    throw refusal('expected no credential in the URL; the channel has a field for it');
  if (url.search || url.hash) throw refusal('expected neither a query nor a fragment in the URL');
  if (allowPrivateUpstreams) return;
  if (isLocalName(url.hostname) || isPrivateLiteral(url.hostname)) {
    throw refusal(`${url.hostname} is a private address; set HEDDLE_ALLOW_PRIVATE_UPSTREAMS=1 to allow it`);
  }
  if (url.protocol === 'http:') throw refusal('expected a URL that starts with https://');
}

function isLocalName(hostname: string): boolean {
  return hostname === 'localhost' || hostname.endsWith('.localhost');
}
