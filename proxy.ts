import { type NextRequest, NextResponse } from 'next/server';

/** True under the development server; put in by next.config.mjs. */
declare const HEDDLE_DEVELOPMENT: boolean;

/**
 * Gives every page a Content-Security-Policy with a nonce of its own. Nothing is authorised here: pages and
 * operations do that themselves. The API paths stay out of the matcher, because a body that passes through
 * a proxy is cut at 10 MB.
 */
export function proxy(request: NextRequest): NextResponse {
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
  headers.set('x-nonce', nonce);
  // Pages that send people to sign in tell them to come back here.
  headers.set('x-heddle-path', request.nextUrl.pathname + request.nextUrl.search);
  headers.set('content-security-policy', policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  return response;
}

export const config = {
  matcher: ['/((?!api/|v1/|v1beta/|_next/|icon.svg|apple-icon|.*\\.(?:svg|png|ico|webmanifest|txt)$).*)'],
};
