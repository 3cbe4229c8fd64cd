import type { GatewayChannel } from '../../store/configuration.ts';

/** Shorter ones (`none`, for a server that needs none) would be found in ordinary words. */
const shortestSecret = 8;

/** What an upstream says of a failure, without the channel's credential, which some repeat. */
export function withoutCredential(text: string, { credential }: GatewayChannel): string {
  if (credential === null || credential.length < shortestSecret) return text;
  return text.replaceAll(credential, '[redacted]');
}
