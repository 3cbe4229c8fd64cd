import { createHmac, timingSafeEqual } from 'node:crypto';
import { authSecret } from '../platform/crypto/auth-secret.ts';
import { randomSecret } from '../platform/crypto/random-secret.ts';
import { parseCookies } from './cookies.ts';

/*
 * Device cookies, https://owasp.org/www-community/Slow_Down_Online_Guessing_Attacks_with_Device_Cookies: a browser
 * that has signed in to an account is known by it, and wrong passwords from elsewhere do not slow it down. The cookie
 * opens nothing by itself. One marker per account, `<issued>.<nonce>.<signature>`: the account stands in the
 * signature only.
 */

const NAME = 'heddle.device';
/** As next-auth names its cookies over https: browsers take such a name over https only. */
const SECURE_NAME = `__Secure-${NAME}`;
const LIFETIME_SECONDS = 180 * 86_400;
/** Accounts that one browser is known to; the newest stay. */
const MOST_MARKERS = 4;
const LONGEST_VALUE = 500;
const SEPARATOR = '~';

/** By which the browser is known to the account: the marker's nonce. Null: it never signed in to it, or long ago. */
export function findDevice(cookieHeader: string | null, account: string): string | null {
  return findMarker(readMarkers(cookieHeader), account)?.nonce ?? null;
}

/** The cookie's value for a browser that has just signed in to the account, with what it had for others. */
export function markDevice(cookieHeader: string | null, account: string): string {
  const markers = readMarkers(cookieHeader);
  const former = findMarker(markers, account);
  const others = markers.filter((marker) => marker !== former);
  const issued = Math.floor(Date.now() / 1000).toString(36);
  const nonce = randomSecret(12);
  const own = { issued, nonce, signature: sign(issued, nonce, account) };
  return [own, ...others]
    .slice(0, MOST_MARKERS)
    .map((marker) => `${marker.issued}.${marker.nonce}.${marker.signature}`)
    .join(SEPARATOR);
}

/** The line that sets it. No script reads it, and it goes to where people sign in only. */
export function deviceCookieLine(value: string, { secure }: { secure: boolean }): string {
  const attributes = `Path=/api/auth; Max-Age=${LIFETIME_SECONDS}; HttpOnly; SameSite=Strict`;
  return `${secure ? SECURE_NAME : NAME}=${value}; ${attributes}${secure ? '; Secure' : ''}`;
}

interface Marker {
  /** Seconds since 1970, base 36. */
  issued: string;
  nonce: string;
  signature: string;
}

function readMarkers(cookieHeader: string | null): Marker[] {
  const cookies = parseCookies(cookieHeader);
  const value = cookies.get(SECURE_NAME) ?? cookies.get(NAME) ?? '';
  if (value.length > LONGEST_VALUE) return [];
  return value.split(SEPARATOR).flatMap((text) => {
    const match = /^([0-9a-z]{1,10})\.([\w-]{16})\.([\w-]{43})$/.exec(text);
    const [, issued = '', nonce = '', signature = ''] = match ?? [];
    return match ? [{ issued, nonce, signature }] : [];
  });
}

function findMarker(markers: readonly Marker[], account: string): Marker | undefined {
  const oldest = Date.now() / 1000 - LIFETIME_SECONDS;
  return markers.find(
    ({ issued, nonce, signature }) =>
      Number.parseInt(issued, 36) > oldest &&
      timingSafeEqual(Buffer.from(signature), Buffer.from(sign(issued, nonce, account))),
  );
}

function sign(issued: string, nonce: string, account: string): string {
  const text = ['heddle device', issued, nonce, account].join('\0');
  return createHmac('sha256', authSecret()).update(text).digest('base64url');
}
