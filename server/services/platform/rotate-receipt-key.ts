import { z } from 'zod';
import { Fault } from '../../canonical/fault.ts';
import { environment } from '../../platform/env.ts';
import { defineOperation } from '../operation.ts';
import { replaceReceiptKey } from '../receipts/receipt-keys.ts';

export const rotateReceiptKey = defineOperation({
  name: 'platform.rotateReceiptKey',
  kind: 'mutation',
  scope: 'platform',
  permission: 'platform:operate',
  summary:
    'Makes a new key that receipts are signed with from now on. Those signed before stay good: its predecessors’ public keys are still given out.',
  rest: { method: 'POST', path: '/platform/receipt-keys' },
  input: z.object({}),
  output: z.object({ keyId: z.string() }),
  run: async ({ transaction, nameTarget }) => {
    if (environment().receiptKeys) {
      throw new Fault('conflict', 'HEDDLE_RECEIPT_KEY names the key: put a new one before it there.');
    }
    const { id } = await replaceReceiptKey(transaction);
    nameTarget(id);
    return { keyId: id };
  },
});
