import type { SignInResponse } from 'next-auth/react';

/** Name of the message for a sign-in that did not succeed. */
export function signInFailure(
  result: SignInResponse | undefined,
): 'signIn.tooMany' | 'signIn.wrong' | 'signIn.unreachable' {
  if (!result || result.status >= 500 || result.status === 0) return 'signIn.unreachable';
  if (result.status === 429 || /too.?many|rate/i.test(result.error ?? '')) return 'signIn.tooMany';
  return 'signIn.wrong';
}
