import { z } from 'zod';
import type { Transaction } from '../../platform/db/prisma.ts';

/** Amounts of nano-dollars as decimal texts: what they add to the account. */
const amount = z
  .string()
  .max(20)
  .regex(/^-?\d+$/);

export const ledgerEntry = z.object({
  /** `<request id>/<sequence>`. */
  id: z.string(),
  kind: z.enum(['reservation', 'settlement', 'adjustment', 'refund']),
  cause: z.string(),
  /** Of what was entered by hand; null otherwise. */
  reason: z.string().nullable(),
  enteredAt: z.string(),
  availableNanoUsd: amount,
  reservedNanoUsd: amount,
  spentNanoUsd: amount,
});

export type LedgerEntryOutput = z.output<typeof ledgerEntry>;

interface EntryRow extends Omit<LedgerEntryOutput, 'id' | 'enteredAt'> {
  sequence: number;
  enteredAt: Date;
}

/** A request's entries in the order of their sequence; none where nothing was reserved and nothing charged. */
export async function readEntries(
  transaction: Transaction,
  { id, createdAt }: { id: string; createdAt: Date },
): Promise<LedgerEntryOutput[]> {
  const rows = await transaction.$queryRaw<EntryRow[]>`
    SELECT sequence, kind, cause, reason, entered_at AS "enteredAt", available::text AS "availableNanoUsd",
      reserved::text AS "reservedNanoUsd", spent::text AS "spentNanoUsd"
    FROM ledger_entries WHERE created_at = ${createdAt} AND request_id = ${id}::uuid ORDER BY sequence`;
  return rows.map(({ sequence, enteredAt, ...entry }) => ({
    id: `${id}/${sequence}`,
    enteredAt: enteredAt.toISOString(),
    ...entry,
  }));
}
