import { z } from 'zod';
import { id } from '../fields.ts';
import { found } from '../found.ts';
import { defineOperation } from '../operation.ts';
import { canonicalJson } from './canonical-json.ts';
import { composeReceipt } from './compose-receipt.ts';
import { signedReceipt } from './receipt.ts';
import { currentReceiptKey } from './receipt-keys.ts';
import { receiptColumns } from './receipt-row.ts';

export const getReceipt = defineOperation({
  name: 'receipts.get',
  kind: 'query',
  scope: 'tenant',
  permission: 'logs:read',
  summary:
    'What a request cost and why, signed: Ed25519 over the canonical JSON (RFC 8785) of `receipt`, by a key of /.well-known/heddle-receipts.',
  rest: { method: 'GET', path: '/receipts/{requestId}' },
  input: z.object({ requestId: id }),
  output: z.object({
    receipt: signedReceipt,
    signature: z.object({
      algorithm: z.literal('Ed25519'),
      /** `kid` of the public key. */
      keyId: z.string(),
      /** 64 bytes in base64url. */
      value: z.string(),
    }),
  }),
  run: async ({ transaction }, { requestId }) => {
    const where = { id: requestId };
    const row = found(await transaction.usageRecord.findFirst({ select: receiptColumns, where }), 'request');
    const receipt = await composeReceipt(transaction, row);
    const key = await currentReceiptKey();
    const value = key.sign(Buffer.from(canonicalJson(receipt))).toString('base64url');
    return { receipt, signature: { algorithm: 'Ed25519' as const, keyId: key.id, value } };
  },
});
