import type { SignInResponse } from 'next-auth/react';

/** Name of the message for a sign-in that did not succeed. The server's names are in its `auth-options.ts`. */
export function signInFailure(
  result: SignInResponse | undefined,
): 'signIn.tooMany' | 'signIn.wrong' | 'signIn.unreachable' {
  if (result?.error === 'TooManyAttempts') return 'signIn.tooMany';
  return result?.error === 'CredentialsSignin' ? 'signIn.wrong' : 'signIn.unreachable';
}
