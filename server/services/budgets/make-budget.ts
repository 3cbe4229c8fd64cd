import type { Transaction } from '../../platform/db/prisma.ts';
import { assertRoom } from '../rules/assert-room.ts';
import type { RuleMaker } from '../rules/rule-maker.ts';
import type { RulePlace } from '../rules/rule-place.ts';
import { sortThresholds, type WantedBudget } from './budget.ts';

/** Where a budget can be: on no channel. */
export type BudgetPlace = Pick<RulePlace, 'teamId' | 'apiKeyId'>;

/**
 * It counts what is spent from now on.
 * @returns its id
 * @throws Fault conflict where there are too many
 */
export async function makeBudget(
  transaction: Transaction,
  tenantId: string,
  { teamId, apiKeyId }: BudgetPlace,
  { usd: nanoUsd, thresholds, ...wanted }: WantedBudget,
  maker: RuleMaker,
): Promise<string> {
  const { id } = await transaction.budget.create({
    data: {
      tenantId,
      teamId,
      apiKeyId,
      nanoUsd,
      thresholds: sortThresholds(thresholds),
      ...wanted,
      ...maker,
    },
    select: { id: true },
  });
  await assertRoom(transaction, 'budgets', tenantId, { apiKeyId });
  return id;
}
