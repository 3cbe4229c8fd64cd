import { isRole } from '../../access/permissions.ts';
import type { Transaction } from '../../platform/db/prisma.ts';

/** The members of the transaction’s tenant by name, with their teams; `userId` narrows to one. */
export async function readMembers(transaction: Transaction, userId?: string) {
  const [memberships, teamMemberships] = await Promise.all([
    transaction.membership.findMany({
      where: { userId },
      include: { user: { select: { email: true, name: true } } },
      orderBy: { user: { name: 'asc' } },
    }),
    transaction.teamMembership.findMany({
      where: { userId },
      include: { team: { select: { id: true, slug: true, name: true } } },
    }),
  ]);
  return memberships.flatMap(({ userId, role, createdAt, user }) =>
    isRole(role)
      ? [
          {
            id: userId,
            email: user.email,
            name: user.name,
            role,
            joinedAt: createdAt,
            teams: teamMemberships.filter((row) => row.userId === userId).map((row) => row.team),
          },
        ]
      : [],
  );
}
