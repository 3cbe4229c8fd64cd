import type { GatewayRequest } from '../message.ts';

/** No Heddle key is longer; anything beyond is not worth hashing. */
const maxKeyLength = 512;

/**
 * The secret a request carries, wherever its client library puts it: `Authorization: Bearer`, `x-api-key`
 * (Anthropic), `x-goog-api-key` or `?key=` (Gemini). Null when there is none.
 */
export function readApiKey(request: GatewayRequest): string | null {
  const secret =
    bearer(request.headers.authorization) ??
    single(request.headers['x-api-key']) ??
    single(request.headers['x-goog-api-key']) ??
    (request.query === '' ? null : new URLSearchParams(request.query).get('key'));
  return secret === null || secret === '' || secret.length > maxKeyLength ? null : secret;
}

function bearer(header: string | string[] | undefined): string | null {
  const value = single(header);
  if (value === null) return null;
  if (value.startsWith('Bearer ')) return value.slice(7).trim();
  return /^bearer\s+/i.test(value) ? value.replace(/^bearer\s+/i, '').trim() : null;
}

function single(header: string | string[] | undefined): string | null {
  return (Array.isArray(header) ? header[0] : header) ?? null;
}
