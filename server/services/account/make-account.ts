import type { Transaction } from '../../platform/db/prisma.ts';

/** Makes an account. Null where the address has one, even since a moment ago: it stays as it is. */
export async function makeAccount(
  transaction: Transaction,
  account: { email: string; name: string; passwordHash: string },
) {
  const [made = null] = await transaction.user.createManyAndReturn({
    data: [account],
    select: { id: true, email: true, name: true },
    skipDuplicates: true,
  });
  return made;
}
