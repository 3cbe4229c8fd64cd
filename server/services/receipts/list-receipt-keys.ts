import { z } from 'zod';
import { publicJwk } from '../../platform/crypto/signing-key.ts';
import { defineOperation } from '../operation.ts';
import { currentReceiptKey } from './receipt-keys.ts';

/** One a year for a thousand years. */
const MOST_KEYS = 1_000;

export const listReceiptKeys = defineOperation({
  name: 'receipts.keys',
  kind: 'query',
  scope: 'public',
  permission: 'public',
  summary:
    'The public keys that receipts are signed with, as a JWK set: those of now, and all of before. Also at /.well-known/heddle-receipts.',
  rest: { method: 'GET', path: '/receipt-keys' },
  input: z.object({}),
  output: z.object({
    keys: z.array(
      z.object({
        kty: z.literal('OKP'),
        crv: z.literal('Ed25519'),
        /** The public key: 32 bytes in base64url. */
        x: z.string(),
        kid: z.string(),
        alg: z.literal('EdDSA'),
        use: z.literal('sig'),
      }),
    ),
  }),
  run: async ({ transaction }) => {
    // Before anything is signed there is one to check it with.
    await currentReceiptKey();
    const rows = await transaction.$queryRaw<{ id: string; public_key: Uint8Array }[]>`
      SELECT id, public_key FROM receipt_keys ORDER BY created_at DESC LIMIT ${MOST_KEYS}`;
    return {
      keys: rows.map((row) => ({
        ...publicJwk(row.public_key),
        kid: row.id,
        alg: 'EdDSA' as const,
        use: 'sig' as const,
      })),
    };
  },
});
