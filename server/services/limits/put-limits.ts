import type { Transaction } from '../../platform/db/prisma.ts';
import { matchRules, type RuleChanges } from '../rules/match-rules.ts';
import type { RuleMaker } from '../rules/rule-maker.ts';
import type { RulePlace } from '../rules/rule-place.ts';
import { countedBy, type LimitRow, type WantedLimit } from './limit.ts';
import { makeLimit } from './make-limit.ts';

/** With the channel, where a list has limits of several. */
export type PlacedLimit = WantedLimit & { channelId?: string | null };

/**
 * Brings the limits of a place to those that are wanted: a limit that counts the same is changed, and goes on counting.
 * @param rows Those that are there and may be changed; others stay as they are
 * @throws Fault conflict where there are too many
 */
export async function putLimits(
  transaction: Transaction,
  tenantId: string,
  place: RulePlace,
  rows: readonly LimitRow[],
  wanted: readonly PlacedLimit[],
  maker: RuleMaker,
): Promise<RuleChanges<LimitRow, PlacedLimit>> {
  const changes = matchRules<LimitRow, PlacedLimit>(rows, wanted, {
    counts: (rule) => countedBy({ ...rule, channelId: rule.channelId ?? place.channelId }),
    isSame: (row, { amount }) => Number(row.amount) === amount,
  });
  await transaction.limit.deleteMany({ where: { id: { in: changes.remove.map(({ id }) => id) } } });
  for (const { row, wanted: each } of changes.update) {
    await transaction.limit.update({ where: { id: row.id }, data: { amount: each.amount } });
  }
  for (const { channelId = place.channelId, ...each } of changes.create) {
    await makeLimit(transaction, tenantId, { ...place, channelId }, each, maker);
  }
  return changes;
}

/** For the audit log, as clients write it. */
export function describeLimit({ meter, amount, per, algorithm, models }: PlacedLimit | LimitRow) {
  return { meter, amount: Number(amount), per, algorithm, models };
}
