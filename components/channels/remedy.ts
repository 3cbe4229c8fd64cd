import type { ChannelOutcome, ChannelRemedy } from './channel';

const remedies: Partial<Record<ChannelOutcome, ChannelRemedy>> = {
  credential_refused: 'credential',
  credential_missing: 'credential',
  credential_unreadable: 'credential',
  not_permitted: 'credential',
  no_credit: 'credential',
  address_refused: 'baseUrl',
  host_unknown: 'baseUrl',
  connection_refused: 'baseUrl',
  connection_timeout: 'baseUrl',
  connection_broken: 'baseUrl',
  certificate_refused: 'baseUrl',
  not_tls: 'baseUrl',
  wrong_path: 'baseUrl',
  redirected: 'baseUrl',
  unreachable: 'baseUrl',
  malformed: 'baseUrl',
  model_unknown: 'models',
};

/** What about a channel has to be changed after a test ended so; undefined where waiting is all that helps. */
export function remedyFor(outcome: ChannelOutcome): ChannelRemedy | undefined {
  return remedies[outcome];
}

/** How bad it is. Too many requests, or a busy provider, say that address and credential are right. */
export function toneOf(outcome: ChannelOutcome): 'success' | 'warning' | 'danger' {
  if (outcome === 'answered') return 'success';
  return outcome === 'rate_limited' || outcome === 'overloaded' ? 'warning' : 'danger';
}
