import { type NextRequest, NextResponse } from 'next/server';
import { forgedHeaders } from './server/transports/pages/forged-headers.ts';

/** True under the development server; put in by next.config.mjs. */
declare const HEDDLE_DEVELOPMENT: boolean;

/**
 * Gives every page a Content-Security-Policy with a nonce of its own, and keeps from it what Next would fail at;
 * where a gateway stands in front, that is its work already. Nothing is authorised here: pages and operations do
 * that themselves. The API paths stay out of the matcher, because a body that passes through a proxy is cut at 10 MB.
 */
export function proxy(request: NextRequest): NextResponse {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    const status = request.method === 'OPTIONS' ? 204 : 405;
    return new NextResponse(null, { status, headers: { allow: 'GET, HEAD, OPTIONS' } });
  }
  const nonce = crypto.randomUUID().replaceAll('-', '');
  const policy = [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${HEDDLE_DEVELOPMENT ? " 'unsafe-eval'" : ''}`,
    // Positions and sizes of menus and charts are style attributes, which no nonce can cover.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');

  const headers = new Headers(request.headers);
  for (const name of forgedHeaders((name) => headers.get(name))) headers.delete(name);
  headers.set('x-nonce', nonce);
  // Pages that send people to sign in tell them to come back here.
  headers.set('x-heddle-path', pathOf(request.nextUrl));
  headers.set('content-security-policy', policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  return response;
}

/** Without what the browser's router adds for itself. */
function pathOf({ pathname, searchParams }: URL): string {
  const own = new URLSearchParams(searchParams);
  own.delete('_rsc');
  return own.size === 0 ? pathname : `${pathname}?${own}`;
}

export const config = {
  matcher: ['/((?!api/|v1/|v1beta/|_next/static/|_next/image|__nextjs|icon.svg$|robots.txt$).*)'],
};
