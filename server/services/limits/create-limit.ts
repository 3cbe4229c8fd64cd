import { z } from 'zod';
import { Fault } from '../../canonical/fault.ts';
import { id } from '../fields.ts';
import { defineOperation } from '../operation.ts';
import { rulePlaceInput } from '../rules/rule-fields.ts';
import { findRulePlace } from '../rules/rule-place.ts';
import { hasItsPeriod, limitInput, limitOutput, presentLimit } from './limit.ts';
import { makeLimit } from './make-limit.ts';

export const createLimit = defineOperation({
  name: 'limits.create',
  kind: 'mutation',
  scope: 'tenant',
  permission: 'rules:write',
  summary:
    'Limits requests, tokens or requests at once of an API key, a team, a channel or the whole tenant.',
  rest: { method: 'POST', path: '/limits', status: 201 },
  input: z.object({ ...rulePlaceInput, channelId: id.nullable().default(null), ...limitInput }),
  output: limitOutput,
  run: async (context, { teamId, apiKeyId, channelId, ...wanted }) => {
    const { transaction, tenant, actor, nameTarget } = context;
    if (!hasItsPeriod(wanted)) {
      const reason = 'expected none with concurrency, and one with anything else';
      throw new Fault('invalid_request', `per: ${reason}`, { path: 'per' });
    }
    const { place, name } = await findRulePlace(context, { teamId, apiKeyId, channelId });
    nameTarget(name);
    const made = await makeLimit(transaction, tenant.id, place, wanted, { createdById: actor.id });
    return presentLimit(context, made);
  },
});
