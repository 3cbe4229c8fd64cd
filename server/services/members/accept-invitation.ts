import { z } from 'zod';
import type { Person } from '../../access/caller.ts';
import { hashPassword } from '../../access/password.ts';
import { Fault } from '../../canonical/fault.ts';
import type { Transaction } from '../../platform/db/prisma.ts';
import { environment } from '../../platform/env.ts';
import { assertSignUp } from '../account/assert-sign-up.ts';
import { makeAccount } from '../account/make-account.ts';
import { answerAfter } from '../answer-after.ts';
import { displayName, id, newPassword, secretText, slug } from '../fields.ts';
import { defineOperation } from '../operation.ts';
import { findInvitation } from './find-invitation.ts';

export const acceptInvitation = defineOperation({
  name: 'members.acceptInvitation',
  kind: 'mutation',
  scope: 'public',
  permission: 'public',
  summary:
    'Joins the tenant as the person who is signed in. While nobody is, it makes the invited person’s account from a name and a password, and joins nothing: sign in with them and accept again. That answer is the same when they have an account already.',
  rest: { method: 'POST', path: '/invitations/accept' },
  rateLimit: { per: 'address', limit: 20, windowMs: 3_600_000 },
  input: z.object({ token: secretText, name: displayName.optional(), password: newPassword.optional() }),
  output: z.object({
    /** The invitation's. */
    id,
    tenant: slug,
    email: z.string(),
    /** False: sign in, then accept again. */
    joined: z.boolean(),
  }),
  run: async ({ transaction, actor, attributeAudit, nameTarget }, { token, name, password }) => {
    if (!actor) assertSignUp(environment().signUp, 'invited');
    const invitation = await findInvitation(transaction, token);
    const { id, email, tenant } = invitation;
    nameTarget(email);
    if (!actor) {
      const answer = answerAfter({ id, tenant: tenant.slug, email, joined: false });
      await prepareAccount(transaction, email, name, password);
      return answer;
    }
    assertInvited(actor, email);
    await join(transaction, invitation, actor.id);
    attributeAudit([invitation.tenantId], actor);
    return { id, tenant: tenant.slug, email, joined: true };
  },
});

function assertInvited(actor: Person, invited: string): void {
  if (actor.email === invited) return;
  throw new Fault('forbidden', `The invitation is for ${invited}. Sign in as that person.`, {
    path: 'token',
  });
}

async function join(
  transaction: Transaction,
  invitation: Awaited<ReturnType<typeof findInvitation>>,
  userId: string,
): Promise<void> {
  const { id, tenantId, role } = invitation;
  await transaction.membership.upsert({
    where: { tenantId_userId: { tenantId, userId } },
    create: { tenantId, userId, role },
    update: { role },
  });
  const teams = await transaction.team.findMany({ where: { tenantId, id: { in: invitation.teamIds } } });
  await transaction.teamMembership.createMany({
    data: teams.map((team) => ({ tenantId, teamId: team.id, userId })),
    skipDuplicates: true,
  });
  await transaction.invitation.update({ where: { id }, data: { acceptedAt: new Date() } });
}

async function prepareAccount(
  transaction: Transaction,
  email: string,
  name: string | undefined,
  password: string | undefined,
): Promise<void> {
  if (name === undefined || password === undefined) {
    const path = name === undefined ? 'name' : 'password';
    throw new Fault('invalid_request', `${path}: expected, because nobody is signed in`, { path });
  }
  const passwordHash = await hashPassword(password);
  await makeAccount(transaction, { email, name, passwordHash });
}
