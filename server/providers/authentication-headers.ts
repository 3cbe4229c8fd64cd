import type { Provider } from './provider.ts';

/** Headers that carry a channel's credential to its provider; none without a credential. */
export function authenticationHeaders(provider: Provider, credential: string | null): Record<string, string> {
  if (credential === null) return {};
  switch (provider.authentication) {
    case 'bearer':
      return { authorization: `Bearer ${credential}` };
    case 'none':
      return {};
    default:
      return { [provider.authentication]: credential };
  }
}
