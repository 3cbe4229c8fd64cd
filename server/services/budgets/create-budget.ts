import { z } from 'zod';
import { Fault } from '../../canonical/fault.ts';
import { defineOperation } from '../operation.ts';
import { rulePlaceInput } from '../rules/rule-fields.ts';
import { findRulePlace } from '../rules/rule-place.ts';
import { budgetInput, budgetOutput, hasItsAnchorDay } from './budget.ts';
import { makeBudget } from './make-budget.ts';
import { presentBudget } from './present-budgets.ts';

export const createBudget = defineOperation({
  name: 'budgets.create',
  kind: 'mutation',
  scope: 'tenant',
  permission: 'rules:write',
  summary: 'Gives an API key, a team or the whole tenant a budget. It counts what is spent from now on.',
  rest: { method: 'POST', path: '/budgets', status: 201 },
  input: z.object({ ...rulePlaceInput, ...budgetInput }),
  output: budgetOutput,
  run: async (context, { teamId, apiKeyId, ...wanted }) => {
    const { transaction, tenant, actor, nameTarget } = context;
    if (!hasItsAnchorDay(wanted)) {
      const reason = 'expected 1 to 28 of a month, 1 to 7 of a week, else 1';
      throw new Fault('invalid_request', `anchorDay: ${reason}`, { path: 'anchorDay' });
    }
    const { place, name } = await findRulePlace(context, { teamId, apiKeyId });
    nameTarget(name);
    const id = await makeBudget(transaction, tenant.id, place, wanted, { createdById: actor.id });
    return presentBudget(context, id);
  },
});
