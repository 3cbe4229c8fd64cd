import type { NextAuthOptions } from 'next-auth';
import credentials from 'next-auth/providers/credentials';
import { Fault } from '../canonical/fault.ts';
import { authSecret } from '../platform/crypto/auth-secret.ts';
import { createLogger } from '../platform/logger.ts';
import type { Client } from './client.ts';
import { endSession, SESSION_DAYS, startSession } from './session.ts';
import { decodeLiveToken } from './session-token.ts';
import { checkCredentials, readCredentials } from './sign-in.ts';

/**
 * next-auth for e-mail and password. Its cookie is httpOnly, SameSite=Lax and, over https, Secure; it holds an
 * encrypted token that names a row of `sessions` and is worth nothing without it. Its own double-submit token
 * guards signing in and out against other sites.
 * @param client Who sends the request that next-auth is to answer
 */
export function authOptions(client: Client): NextAuthOptions {
  return {
    secret: authSecret(),
    session: { strategy: 'jwt', maxAge: SESSION_DAYS * 86_400 },
    jwt: { decode: decodeLiveToken },
    pages: { signIn: '/sign-in', error: '/sign-in' },
    logger: nextAuthLogger(),
    providers: [
      credentials({
        credentials: { email: {}, password: {} },
        authorize: async (sent) => {
          const { email, password } = readCredentials(sent);
          const person = await checkCredentials(email, password, client).catch(toSignInError);
          return person && { id: person.id, email: person.email, name: person.name };
        },
      }),
    ],
    callbacks: {
      // `user` is there only in the moment of signing in.
      jwt: async ({ token, user }) =>
        user ? { ...token, sessionId: await startSession(user.id, client) } : token,
      redirect: ({ url, baseUrl }) => ownAddress(url, baseUrl),
    },
    events: {
      signOut: async ({ token }) => {
        if (typeof token?.sessionId === 'string') await endSession(token.sessionId, client);
      },
    },
  };
}

/** next-auth shows an error's message to the browser: a name for it, and nothing of ours. */
function toSignInError(error: unknown): never {
  if (error instanceof Fault && error.code === 'rate_limited') throw new Error('TooManyAttempts');
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
