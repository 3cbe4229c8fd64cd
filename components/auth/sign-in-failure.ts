import type { SignInResponse } from 'next-auth/react';

type Failure = { message: 'signIn.wrong' | 'signIn.unreachable' } | Wait;
type Wait = { message: 'signIn.tooMany' | 'signIn.busy'; seconds: number };

/**
 * The message for a sign-in that did not succeed, and what goes into it. The server's names are in its
 * `auth-options.ts`.
 */
export function signInFailure(result: SignInResponse | undefined): Failure {
  const [, name, seconds] = /^(TooManyAttempts|Busy)-(\d{1,6})$/.exec(result?.error ?? '') ?? [];
  if (name) {
    return { message: name === 'Busy' ? 'signIn.busy' : 'signIn.tooMany', seconds: Number(seconds) };
  }
  return { message: result?.error === 'CredentialsSignin' ? 'signIn.wrong' : 'signIn.unreachable' };
}
