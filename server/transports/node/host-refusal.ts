import type { IncomingMessage } from 'node:http';
import { Fault } from '../../canonical/fault.ts';

/** A name or an address and perhaps a port, as RFC 9110, section 7.2, and RFC 3986, section 3.2.2, have it. */
const HOST = /^(?:[A-Za-z0-9](?:[A-Za-z0-9._-]{0,252})|\[[0-9A-Fa-f:.]{2,45}\])(?::\d{1,5})?$/;

/**
 * Why a request for a page is not answered: it must say once, and readably, for which host it is, because addresses on
 * pages and redirects are made of that. Null when it does.
 */
export function hostRefusal({ rawHeaders, headers }: IncomingMessage, trustProxy: boolean): Fault | null {
  let hosts = 0;
  for (let at = 0; at < rawHeaders.length; at += 2) {
    if (rawHeaders[at]?.length === 4 && rawHeaders[at]?.toLowerCase() === 'host') hosts++;
  }
  if (hosts > 1) return new Fault('invalid_request', 'host: expected once');
  const claimed = trustProxy ? headers['x-forwarded-host'] : undefined;
  for (const host of [headers.host, claimed]) {
    // HTTP/1.0 may leave it out.
    if (host !== undefined && !(typeof host === 'string' && HOST.test(host))) {
      return new Fault('invalid_request', 'host: expected a host name or an address, and perhaps a port');
    }
  }
  return null;
}
