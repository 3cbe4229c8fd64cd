import { redactSecrets } from '../../platform/redact-secrets.ts';

/** No credential is this short. */
const SHORTEST_CREDENTIAL = 10;
/** Searched beyond what is kept, so that a credential that the cut goes through is seen whole. */
const REACH = 512;

/** A text of a client or an upstream as it may be recorded: without known credentials, `most` characters of it. */
export function recordedText(text: string, most: number): string {
  if (text.length < SHORTEST_CREDENTIAL) return text.slice(0, most);
  return redactSecrets(text.slice(0, most + REACH)).slice(0, most);
}
