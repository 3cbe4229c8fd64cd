import type { Transaction } from '../../platform/db/prisma.ts';

/** The page opens with none of the person's views any more, so that another can take the place. */
export async function clearDefault(transaction: Transaction, personId: string, page: string): Promise<void> {
  await transaction.savedView.updateMany({
    where: { userId: personId, page, isDefault: true },
    data: { isDefault: false },
  });
}
