import { hashSecret } from '../../platform/crypto/hash-secret.ts';
import { randomSecret } from '../../platform/crypto/random-secret.ts';

const WEEK_MS = 7 * 86_400_000;

/** The secret of an invitation's link, and what its row keeps: the hash, and an end in a week. */
export function makeInvitationToken() {
  const token = `hdi_${randomSecret(32)}`;
  const stored = { tokenHash: Buffer.from(hashSecret(token)), expiresAt: new Date(Date.now() + WEEK_MS) };
  return { token, stored };
}
