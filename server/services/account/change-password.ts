import { z } from 'zod';
import { tenantIdsOf } from '../../access/membership.ts';
import { hashPassword, verifyPassword } from '../../access/password.ts';
import { Fault } from '../../canonical/fault.ts';
import { id, newPassword, password } from '../fields.ts';
import { found } from '../found.ts';
import { defineOperation } from '../operation.ts';

export const changePassword = defineOperation({
  name: 'account.changePassword',
  kind: 'mutation',
  scope: 'account',
  permission: 'account:own',
  summary: 'Changes the password and ends all other sessions of the person.',
  rest: { method: 'POST', path: '/account/password' },
  rateLimit: { per: 'person', limit: 10, windowMs: 900_000 },
  input: z.object({ currentPassword: password, newPassword }),
  output: z.object({ id, endedSessions: z.int() }),
  run: async (
    { transaction, actor, sessionId, client, attributeAudit, nameTarget },
    { currentPassword, newPassword },
  ) => {
    const person = found(
      await transaction.user.findUnique({ where: { id: actor.id }, select: { passwordHash: true } }),
      'person',
    );
    if (!(await verifyPassword(async () => person.passwordHash, currentPassword, 'account'))) {
      throw new Fault('invalid_request', 'currentPassword: that is not the current password', {
        path: 'currentPassword',
      });
    }
    await transaction.user.update({
      where: { id: actor.id },
      data: { passwordHash: await hashPassword(newPassword) },
    });
    const ended = await transaction.session.deleteMany({
      where: { userId: actor.id, ...(sessionId && { id: { not: sessionId } }) },
    });
    nameTarget(actor.name);
    const tenantIds = await tenantIdsOf(transaction, actor.id);
    attributeAudit(tenantIds, actor, { endedSessions: ended.count, ...client });
    return { id: actor.id, endedSessions: ended.count };
  },
});
