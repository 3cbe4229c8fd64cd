import { z } from 'zod';
import { Fault } from '../../canonical/fault.ts';
import { id } from '../fields.ts';
import { defineOperation, type TenantContext } from '../operation.ts';
import { lockRules } from '../rules/lock-rules.ts';
import { repeatedRules } from '../rules/match-rules.ts';
import { mayChangeRule } from '../rules/may-change-rule.ts';
import { rulePlaceInput } from '../rules/rule-fields.ts';
import { findRulePlace, type RulePlace } from '../rules/rule-place.ts';
import { countedBy, limitOutput, presentLimits, wantedLimit } from './limit.ts';
import { describeLimit, putLimits } from './put-limits.ts';

/** Of one place; the tenant, its teams and channels may have 500 together. */
export const wantedLimits = z.array(wantedLimit).max(100);

export const setLimits = defineOperation({
  name: 'limits.set',
  kind: 'mutation',
  scope: 'tenant',
  permission: 'rules:write',
  summary:
    'Replaces the limits of an API key, a team, a channel or the tenant itself by these. One that counts the same as before goes on counting; those the caller may not change stay.',
  rest: { method: 'PUT', path: '/limits' },
  input: z.object({ ...rulePlaceInput, channelId: id.nullable().default(null), limits: wantedLimits }),
  output: z.object({ items: z.array(limitOutput) }),
  run: async (context, { limits, ...asked }) => {
    const { place, name } = await findRulePlace(context, asked);
    context.nameTarget(name);
    const { items, ...changes } = await replaceLimits(context, place, limits);
    context.noteInAudit(changes);
    return { items };
  },
});

/**
 * @returns all limits of the place, and what became of those that were there
 * @throws Fault invalid_request where two count the same, conflict where there are too many
 */
export async function replaceLimits(
  context: TenantContext,
  place: RulePlace,
  wanted: z.output<typeof wantedLimits>,
) {
  const { transaction, tenant, actor } = context;
  const [repeated] = repeatedRules(wanted, countedBy);
  if (repeated !== undefined) {
    const path = `limits[${repeated}]`;
    throw new Fault('invalid_request', `${path}: an earlier one counts the same`, { path });
  }
  await lockRules(transaction, 'limits', tenant.id, place);
  const where = { tenantId: tenant.id, ...place };
  const rows = (await transaction.limit.findMany({ where })).filter((row) => mayChangeRule(context, row));
  const maker = { createdById: actor.id };
  const changes = await putLimits(transaction, tenant.id, place, rows, wanted, maker);
  const order = [{ createdAt: 'asc' as const }, { id: 'asc' as const }];
  const kept = await transaction.limit.findMany({ where, select: { id: true }, orderBy: order });
  return {
    items: await presentLimits(
      context,
      kept.map(({ id }) => id),
    ),
    changed: changes.update.map(({ row, wanted: each }) => ({
      ...describeLimit(each),
      previousAmount: Number(row.amount),
    })),
    removed: changes.remove.map(describeLimit),
  };
}
