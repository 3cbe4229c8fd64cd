/**
 * What every answer of the public port's own carries, beside its content: it is for programs, nobody is to keep it,
 * and no browser is to take it for a page. As https://owasp.org/www-project-secure-headers/ and OWASP's REST Security
 * Cheat Sheet have it.
 */
export const ownHeaders = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
} as const;
