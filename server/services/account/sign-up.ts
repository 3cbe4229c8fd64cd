import { z } from 'zod';
import { hashPassword } from '../../access/password.ts';
import { environment } from '../../platform/env.ts';
import { answerAfter } from '../answer-after.ts';
import { displayName, email, newPassword } from '../fields.ts';
import { defineOperation } from '../operation.ts';
import { assertSignUp } from './assert-sign-up.ts';
import { makeAccount } from './make-account.ts';

export const signUp = defineOperation({
  name: 'account.signUp',
  kind: 'mutation',
  scope: 'public',
  permission: 'public',
  summary:
    'Makes an account; sign in next, and create a tenant. The answer is the same when the address has an account already: then nothing is made.',
  rest: { method: 'POST', path: '/account', status: 201 },
  rateLimit: { per: 'address', limit: 20, windowMs: 3_600_000 },
  input: z.object({ email, name: displayName, password: newPassword }),
  // No more than was sent. A tenant that came to be, or did not, would tell whether there was an account.
  output: z.object({ email: z.string() }),
  run: async ({ transaction, attributeAudit, nameTarget }, { email, name, password }) => {
    assertSignUp(environment().signUp, 'anybody');
    nameTarget(email);
    const answer = answerAfter({ email });
    const passwordHash = await hashPassword(password);
    const person = await makeAccount(transaction, { email, name, passwordHash });
    if (person) attributeAudit([], person);
    return answer;
  },
});
