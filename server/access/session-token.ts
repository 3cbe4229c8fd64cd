import { decode, type JWT, type JWTDecodeParams } from 'next-auth/jwt';
import { z } from 'zod';
import { authSecret } from '../platform/crypto/auth-secret.ts';
import { parseCookies } from './cookies.ts';
import { findSession, type Session } from './session.ts';

/** What the cookie's token carries: which row of `sessions` it stands for. Whoever the person is, the row says. */
const claims = z.object({ sessionId: z.uuid() });

/** next-auth's names for the cookie, over https and over http. */
const COOKIE_NAMES = ['__Secure-next-auth.session-token', 'next-auth.session-token'];

/** Opens a token as next-auth does, but only while its session exists; null otherwise. */
export async function decodeLiveToken(params: JWTDecodeParams): Promise<JWT | null> {
  const token = await openToken(params);
  if (!token) return null;
  const { sessionId } = claims.parse(token);
  return (await findSession(sessionId)) && token;
}

/** The session a request's cookies stand for; null when they stand for none. */
export async function readSession(cookieHeader: string | null | undefined): Promise<Session | null> {
  const id = await readSessionId(cookieHeader);
  return id === null ? null : findSession(id);
}

/** Which session a request's cookies name, whether it is over or not. */
export async function readSessionId(cookieHeader: string | null | undefined): Promise<string | null> {
  const cookies = parseCookies(cookieHeader);
  const value = COOKIE_NAMES.map((name) => cookies.get(name)).find(Boolean);
  if (!value) return null;
  const token = await openToken({ token: value, secret: authSecret() });
  return token && claims.parse(token).sessionId;
}

/** The token's claims, if it was made here and has not expired. */
async function openToken(params: JWTDecodeParams): Promise<JWT | null> {
  try {
    const token = await decode(params);
    return claims.safeParse(token).success ? token : null;
  } catch {
    // Not ours, changed on the way, or expired: the same as no cookie.
    return null;
  }
}
