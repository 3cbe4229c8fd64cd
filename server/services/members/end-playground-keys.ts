import type { Transaction } from '../../platform/db/prisma.ts';

/** Ends the playground keys a person still holds, for the teams they do not belong to any more: those keys are theirs alone. */
export async function endPlaygroundKeys(
  transaction: Transaction,
  userId: string,
  remainingTeamIds: readonly string[],
): Promise<void> {
  await transaction.apiKey.updateMany({
    where: {
      kind: 'playground',
      createdById: userId,
      revokedAt: null,
      teamId: { notIn: [...remainingTeamIds] },
    },
    data: { revokedAt: new Date() },
  });
}
