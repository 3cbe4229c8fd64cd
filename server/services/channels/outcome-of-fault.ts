import { Fault } from '../../canonical/fault.ts';
import { networkTrouble } from '../../platform/network/network-trouble.ts';
import { type ChannelOutcome, outcomeOfFailure } from '../../store/channel-results/outcome.ts';
import { CredentialUnreadable } from './channel-access.ts';

/** What is known of a request to a provider that failed. */
export interface Failure {
  error: unknown;
  /** HTTP status of the provider; null when it did not answer. */
  status: number | null;
  /** What it answered; empty when it did not. */
  body: string;
  /** Whether a credential was sent. */
  withCredential: boolean;
}

/** What happened, as precisely as it can be told: the error table's code, the network's own, and the answer's look. */
export function outcomeOfFault({ error, status, body, withCredential }: Failure): ChannelOutcome {
  if (error instanceof CredentialUnreadable) return 'credential_unreadable';
  if (!(error instanceof Fault)) return 'unreachable';
  if (status === null)
    return networkTrouble(error.cause) ?? outcomeOfFailure(error.code, null) ?? 'unreachable';
  if (status >= 300 && status < 400) return 'redirected';
  if (isNoCredit(status, body)) return 'no_credit';
  const outcome = outcomeOfFailure(error.code, status) ?? 'request_refused';
  if (outcome === 'model_unknown' && status === 404 && !speaksOfModel(body)) return 'wrong_path';
  if (outcome === 'credential_refused' && !withCredential) return 'credential_missing';
  return outcome;
}

/** OpenAI says 429 of an empty account, Anthropic 400, others 402. */
function isNoCredit(status: number, body: string): boolean {
  return (
    status === 402 ||
    ((status === 400 || status === 403 || status === 429) &&
      /insufficient_quota|insufficient balance|credit balance|exceeded your current quota|billing/i.test(
        body.slice(0, 20_000),
      ))
  );
}

/** A 404 of a provider names the model; one of a web server names the path, or nothing. */
function speaksOfModel(body: string): boolean {
  return body.trimStart().startsWith('{') || body.trimStart().startsWith('[')
    ? /model|not_found_error|deployment/i.test(body.slice(0, 20_000))
    : false;
}
