import type { Transaction } from '../../platform/db/prisma.ts';
import { type AppliedRules, matchRules } from '../rules/match-rules.ts';
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
): Promise<AppliedRules<LimitRow, PlacedLimit>> {
  const { create, update, remove } = matchRules<LimitRow, PlacedLimit>(rows, wanted, {
    counts: (rule) => countedBy({ ...rule, channelId: rule.channelId ?? place.channelId }),
    isSame: (row, { amount }) => Number(row.amount) === amount,
  });
  await transaction.limit.deleteMany({ where: { id: { in: remove.map(({ id }) => id) } } });
  for (const { row, wanted: each } of update) {
    await transaction.limit.update({ where: { id: row.id }, data: { amount: each.amount } });
  }
  const made: { id: string; wanted: PlacedLimit }[] = [];
  for (const each of create) {
    const { channelId = place.channelId, ...limit } = each;
    made.push({
      id: await makeLimit(transaction, tenantId, { ...place, channelId }, limit, maker),
      wanted: each,
    });
  }
  return { made, update, remove };
}

/** For the audit log, as clients write it. */
export function describeLimit({ meter, amount, per, algorithm, models }: PlacedLimit | LimitRow) {
  return { meter, amount: Number(amount), per, algorithm, models };
}
