import { Fault } from '../canonical/fault.ts';
import { withoutCredential } from '../platform/without-credential.ts';

/** A fault whose message does not repeat the channel's credential, as an upstream may have: it goes to clients and logs. */
export function faultWithoutCredential(fault: Fault, credential: string | null): Fault {
  const message = withoutCredential(fault.message, credential);
  if (message === fault.message) return fault;
  const { code, path, status, retryAfterMs, upstream, cause } = fault;
  return new Fault(code, message, { path, status, retryAfterMs, upstream, cause });
}
