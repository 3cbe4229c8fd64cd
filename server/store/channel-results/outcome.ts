import type { ErrorCode } from '../../canonical/error-table.ts';

/** How a use of a channel ended, in as many kinds as there are things to do about it. */
export const channelOutcomes = [
  'answered',
  // The credential
  'credential_refused',
  'credential_missing',
  'credential_unreadable',
  'not_permitted',
  'no_credit',
  // The address
  'address_refused',
  'host_unknown',
  'connection_refused',
  'connection_timeout',
  'connection_broken',
  'certificate_refused',
  'not_tls',
  'wrong_path',
  'redirected',
  'unreachable',
  // What was asked
  'model_unknown',
  'request_refused',
  // The provider
  'rate_limited',
  'overloaded',
  'failed',
  'timed_out',
  'malformed',
  'too_long',
] as const;

export type ChannelOutcome = (typeof channelOutcomes)[number];

/**
 * What a failure of the error table says of a channel.
 * @param status HTTP status of the provider; null when it did not answer
 * @returns null for failures that are not the channel's: the client's request, Heddle's own limits
 */
export function outcomeOfFailure(code: ErrorCode | string, status: number | null): ChannelOutcome | null {
  switch (code) {
    case 'upstream_authentication':
      return outcomeOfRefusal(status);
    case 'upstream_model_not_found':
      return 'model_unknown';
    case 'upstream_rate_limited':
      return 'rate_limited';
    case 'upstream_overloaded':
      return 'overloaded';
    case 'upstream_error':
      return status !== null && status >= 300 && status < 400 ? 'redirected' : 'failed';
    case 'upstream_unreachable':
      return 'unreachable';
    case 'upstream_timeout':
      return 'timed_out';
    case 'upstream_malformed':
      return 'malformed';
    case 'upstream_address_refused':
      return 'address_refused';
    default:
      return null;
  }
}

function outcomeOfRefusal(status: number | null): ChannelOutcome {
  if (status === 402 || status === 429) return 'no_credit';
  return status === 403 ? 'not_permitted' : 'credential_refused';
}
