import { isRole } from '../../access/permissions.ts';
import { hashSecret } from '../../platform/crypto/hash-secret.ts';
import type { Transaction } from '../../platform/db/prisma.ts';
import { found } from '../found.ts';

/**
 * The open invitation a link’s token stands for, with its tenant. Locked until the transaction ends, so that
 * it is accepted once.
 * @throws Fault not_found when there is none, or it has expired or been accepted
 */
export async function findInvitation(transaction: Transaction, token: string) {
  const tokenHash = Buffer.from(hashSecret(token));
  await transaction.$queryRaw`select 1 from invitations where token_hash = ${tokenHash} for update`;
  const invitation = found(
    await transaction.invitation.findUnique({
      where: { tokenHash, acceptedAt: null, expiresAt: { gt: new Date() } },
      include: { tenant: { select: { slug: true, name: true } } },
    }),
    'invitation, or it has expired',
    'token',
  );
  const role = isRole(invitation.role) ? invitation.role : null;
  return { ...invitation, role: found(role, 'invitation, or it has expired', 'token') };
}
