import { z } from 'zod';
import type { Person } from '../../access/caller.ts';
import { hashPassword } from '../../access/password.ts';
import { Fault } from '../../canonical/fault.ts';
import type { Transaction } from '../../platform/db/prisma.ts';
import { displayName, id, newPassword, secretText, slug } from '../fields.ts';
import { defineOperation } from '../operation.ts';
import { findInvitation } from './find-invitation.ts';

export const acceptInvitation = defineOperation({
  name: 'members.acceptInvitation',
  kind: 'mutation',
  scope: 'public',
  permission: 'public',
  summary: 'Joins the tenant: as the person who is signed in, or as a new one with a name and a password.',
  rest: { method: 'POST', path: '/invitations/accept' },
  rateLimit: { per: 'address', limit: 20, windowMs: 3_600_000 },
  input: z.object({ token: secretText, name: displayName.optional(), password: newPassword.optional() }),
  output: z.object({ tenant: slug, email: z.string(), id }),
  run: async ({ transaction, actor, attributeAudit }, { token, name, password }) => {
    const invitation = await findInvitation(transaction, token);
    const { tenantId, role } = invitation;
    const userId = actor
      ? signedInId(actor, invitation.email)
      : await createPerson(transaction, invitation.email, name, password);
    await transaction.membership.upsert({
      where: { tenantId_userId: { tenantId, userId } },
      create: { tenantId, userId, role },
      update: { role },
    });
    const teams = await transaction.team.findMany({
      where: { tenantId, id: { in: invitation.teamIds } },
    });
    await transaction.teamMembership.createMany({
      data: teams.map((team) => ({ tenantId, teamId: team.id, userId })),
      skipDuplicates: true,
    });
    await transaction.invitation.update({
      where: { id: invitation.id },
      data: { acceptedAt: new Date() },
    });
    attributeAudit([tenantId], { id: userId, email: invitation.email });
    return { tenant: invitation.tenant.slug, email: invitation.email, id: userId };
  },
});

function signedInId(actor: Person, invited: string): string {
  if (actor.email !== invited) {
    throw new Fault('forbidden', `The invitation is for ${invited}. Sign in as that person.`, {
      path: 'token',
    });
  }
  return actor.id;
}

async function createPerson(
  transaction: Transaction,
  email: string,
  name: string | undefined,
  password: string | undefined,
): Promise<string> {
  if (name === undefined || password === undefined) {
    const path = name === undefined ? 'name' : 'password';
    throw new Fault('invalid_request', `${path}: expected, because nobody is signed in`, { path });
  }
  const passwordHash = await hashPassword(password);
  if (await transaction.user.findUnique({ where: { email } })) {
    throw new Fault('unauthenticated', `Sign in as ${email} first, then open the invitation again.`);
  }
  const person = await transaction.user.create({ data: { email, name, passwordHash } });
  return person.id;
}
