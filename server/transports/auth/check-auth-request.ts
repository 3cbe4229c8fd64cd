import { Fault } from '../../canonical/fault.ts';

/** What next-auth is asked to do here, by method. Its own pages and its log for browsers are not among it. */
const ACTIONS: Record<string, readonly string[]> = {
  GET: ['csrf', 'session', 'providers', 'signin', 'signout', 'error'],
  POST: ['signin/credentials', 'callback/credentials', 'signout'],
};

/**
 * Refuses what next-auth would take for a mistake of the deployment and answer with 500: unknown actions, hosts
 * that are none, and addresses to return to that are none.
 * @param action The path below /api/auth
 * @throws Fault not_found, invalid_request
 */
export function checkAuthRequest(request: Request, action: string): void {
  if (!ACTIONS[request.method]?.includes(action)) throw new Fault('not_found');
  const host = request.headers.get('x-forwarded-host') ?? request.headers.get('host') ?? 'localhost';
  if (!URL.canParse(`http://${host}`)) throw new Fault('invalid_request', 'host: expected a host');
  const { searchParams } = new URL(request.url);
  for (const address of [...searchParams.getAll('callbackUrl'), ...callbackCookies(request.headers)]) {
    checkCallbackUrl(address);
  }
}

/** @throws Fault invalid_request for what is neither a path nor an http address; where it may lead is decided elsewhere */
export function checkCallbackUrl(address: string): void {
  const isAddress = URL.canParse(address) && /^https?:$/.test(new URL(address).protocol);
  if (address === '' || isAddress || (address.startsWith('/') && URL.canParse(address, 'http://localhost')))
    return;
  throw new Fault('invalid_request', 'callbackUrl: expected a path or an address', { path: 'callbackUrl' });
}

function callbackCookies(headers: Headers): string[] {
  const values = (headers.get('cookie') ?? '').matchAll(/next-auth\.callback-url=([^;]*)/g);
  return [...values].map(([, value = '']) => decode(value));
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value.trim());
  } catch {
    return value;
  }
}
