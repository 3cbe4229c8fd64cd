import { isRole } from '../../access/permissions.ts';
import type { Prisma, Transaction } from '../../platform/db/prisma.ts';

/** Members of the transaction’s tenant by name, `limit` at most, with their teams. */
export async function readMembers(
  transaction: Transaction,
  where: Prisma.MembershipWhereInput,
  limit: number,
) {
  const memberships = await transaction.membership.findMany({
    where,
    include: { user: { select: { email: true, name: true } } },
    orderBy: [{ user: { name: 'asc' } }, { userId: 'asc' }],
    take: limit,
  });
  const teams = await readTeams(
    transaction,
    memberships.map(({ userId }) => userId),
  );
  return memberships.flatMap(({ userId, role, createdAt, user }) =>
    isRole(role)
      ? [
          {
            id: userId,
            email: user.email,
            name: user.name,
            role,
            joinedAt: createdAt,
            teams: teams.get(userId) ?? [],
          },
        ]
      : [],
  );
}

/** One member. Undefined when there is none. */
export async function readMember(transaction: Transaction, userId: string) {
  const [member] = await readMembers(transaction, { userId }, 1);
  return member;
}

async function readTeams(transaction: Transaction, userIds: readonly string[]) {
  const rows = await transaction.teamMembership.findMany({
    where: { userId: { in: [...userIds] } },
    include: { team: { select: { id: true, slug: true, name: true } } },
    orderBy: { team: { name: 'asc' } },
  });
  const teams = new Map<string, (typeof rows)[number]['team'][]>();
  for (const { userId, team } of rows) teams.set(userId, [...(teams.get(userId) ?? []), team]);
  return teams;
}
