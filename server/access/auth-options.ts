import type { NextAuthOptions } from 'next-auth';
import credentials from 'next-auth/providers/credentials';
import type { Locale } from '../../messages/locales.ts';
import { Fault } from '../canonical/fault.ts';
import { authSecret } from '../platform/crypto/auth-secret.ts';
import { environment } from '../platform/env.ts';
import { createLogger } from '../platform/logger.ts';
import { readClient } from './client.ts';
import { markDevice } from './device-cookie.ts';
import { readPreferredLocale } from './preferred-locale.ts';
import { endSession, startSession } from './session.ts';
import { decodeLiveToken, readSessionId } from './session-token.ts';
import { checkCredentials, readCredentials } from './sign-in.ts';

export interface KeptBySignIn {
  /** Value of the device cookie. */
  device: string;
  /** The language the person wants; null leaves the browser's as it is. */
  locale: Locale | null;
}

/**
 * next-auth for e-mail and password. Its cookie is httpOnly, SameSite=Lax and, over https, Secure; it holds an
 * encrypted token that names a row of `sessions` and is worth nothing without it. Its own double-submit token
 * guards signing in and out against other sites.
 * @param headers Of the request that next-auth is to answer
 * @param onSignIn Called when somebody has signed in, with what their browser is to keep
 */
export function authOptions(headers: Headers, onSignIn: (kept: KeptBySignIn) => void): NextAuthOptions {
  const client = readClient(headers);
  const cookieHeader = headers.get('cookie');
  return {
    secret: authSecret(),
    session: { strategy: 'jwt', maxAge: environment().sessions.longestMs / 1000 },
    jwt: { decode: decodeLiveToken },
    pages: { signIn: '/sign-in', error: '/sign-in' },
    logger: nextAuthLogger(),
    providers: [
      credentials({
        credentials: { email: {}, password: {} },
        authorize: async (sent) => {
          const { email, password } = readCredentials(sent);
          const person = await checkCredentials(email, password, client, cookieHeader).catch(toSignInError);
          if (person) {
            const device = markDevice(cookieHeader, person.email);
            onSignIn({ device, locale: await readPreferredLocale(person.id) });
          }
          return person && { id: person.id, email: person.email, name: person.name };
        },
      }),
    ],
    callbacks: {
      // `user` is there only in the moment of signing in.
      jwt: async ({ token, user }) => {
        if (!user) return token;
        const replaces = await readSessionId(cookieHeader);
        return { ...token, sessionId: await startSession(user.id, client, replaces) };
      },
      redirect: ({ url, baseUrl }) => ownAddress(url, baseUrl),
    },
    events: {
      signOut: async ({ token }) => {
        if (typeof token?.sessionId === 'string') await endSession(token.sessionId, client);
      },
    },
  };
}

/** next-auth shows an error's message to the browser: a name for it, with the seconds to wait, and nothing of ours. */
function toSignInError(error: unknown): never {
  if (error instanceof Fault && error.retryAfterMs !== undefined) {
    const name = error.code === 'rate_limited' ? 'TooManyAttempts' : 'Busy';
    throw new Error(`${name}-${Math.ceil(error.retryAfterMs / 1000)}`);
  }
  createLogger('access').error({ err: error }, 'signing in failed');
  throw new Error('Unavailable');
}

/** Where to go afterwards: only to addresses of this site. */
function ownAddress(url: unknown, baseUrl: string): string {
  if (typeof url !== 'string' || !URL.canParse(url, baseUrl)) return baseUrl;
  const address = new URL(url, baseUrl);
  return address.origin === baseUrl ? address.href : baseUrl;
}

function nextAuthLogger(): NextAuthOptions['logger'] {
  const logger = createLogger('access');
  return {
    error: (code, metadata) => {
      const err = metadata instanceof Error ? metadata : undefined;
      // What next-auth says of a cookie that is not ours, or whose session is over: no failure of the server's.
      const isClients = code === 'JWT_SESSION_ERROR' && err?.message === 'JWT invalid';
      if (isClients) logger.debug({ code }, 'next-auth');
      else logger.error({ code, err }, 'next-auth');
    },
    warn: (code) => logger.debug({ code }, 'next-auth'),
    debug: () => undefined,
  };
}
