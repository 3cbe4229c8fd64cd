import { Fault } from '../../canonical/fault.ts';
import { type CredentialPlace, sealCredential } from '../../platform/crypto/credential.ts';
import type { Provider } from '../../providers/provider.ts';

/** What a channel row keeps of its credential. */
export interface StoredCredential {
  credential: Buffer<ArrayBuffer> | null;
  credentialKeyId: string | null;
  credentialHint: string | null;
}

const HINT_LENGTH = 4;
/** Of a shorter one, the hint would give too much away. */
const SHORTEST_HINTED = 16;

/** Seals a credential for its row, and for no other; null stores none. */
export function storeCredential(credential: string | null, place: CredentialPlace): StoredCredential {
  if (credential === null) return { credential: null, credentialKeyId: null, credentialHint: null };
  const sealed = sealCredential(credential, place);
  return {
    credential: sealed.bytes,
    credentialKeyId: sealed.keyId,
    credentialHint: credential.length < SHORTEST_HINTED ? null : credential.slice(-HINT_LENGTH),
  };
}

/** @throws Fault invalid_request when the provider needs a credential and there is none */
export function checkCredential(provider: Provider, present: boolean, path = 'credential'): void {
  if (present || !provider.needsCredential) return;
  throw new Fault('invalid_request', `${path}: expected, because ${provider.name} needs a credential`, {
    path,
  });
}
