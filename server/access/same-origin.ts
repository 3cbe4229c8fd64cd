import { Fault } from '../canonical/fault.ts';
import { environment } from '../platform/env.ts';

/**
 * Refuses a request that a page of another site made a browser send: such a request carries the person's
 * cookie, but browsers say truly where it comes from (Fetch Metadata, and Origin on everything but simple
 * reads). Programs other than browsers send neither header and have no cookie to abuse.
 * @throws Fault forbidden
 */
export function assertSameOrigin(headers: Headers): void {
  const site = headers.get('sec-fetch-site');
  const origin = headers.get('origin');
  const isForeign =
    origin !== null ? !isOwn(origin, headers) : site !== null && !/^(same-origin|none)$/.test(site);
  if (isForeign || site === 'cross-site') {
    throw new Fault('forbidden', 'Requests from pages of other sites are not taken.');
  }
}

function isOwn(origin: string, headers: Headers): boolean {
  if (!URL.canParse(origin)) return false;
  const { host } = new URL(origin);
  const publicHost = new URL(environment().publicUrl).host;
  return [headers.get('x-forwarded-host'), headers.get('host'), publicHost].includes(host);
}
