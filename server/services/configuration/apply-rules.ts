import { Fault } from '../../canonical/fault.ts';
import type { Transaction } from '../../platform/db/prisma.ts';
import type { BudgetPlace } from '../budgets/make-budget.ts';
import { describeBudget, putBudgets } from '../budgets/put-budgets.ts';
import { describeLimit, putLimits } from '../limits/put-limits.ts';
import { writeUsd } from '../usd.ts';
import type { Change, Refuse } from './apply-tenant.ts';
import type { ConfiguredRules } from './configured-rules.ts';

/** What rules of the file are on, and what people call it. */
interface AppliedPlace extends BudgetPlace {
  name: string;
}

/**
 * Brings the limits and budgets that the file set on something to what it says now. What people set there stays.
 * @param channelIds by name
 */
export async function applyRules(
  transaction: Transaction,
  tenantId: string,
  { name, teamId, apiKeyId }: AppliedPlace,
  { limits, budgets }: ConfiguredRules,
  channelIds: ReadonlyMap<string, string>,
  refuse: Refuse,
): Promise<Change[]> {
  const where = { tenantId, apiKeyId, configured: true, ...(apiKeyId === null && { teamId }) };
  const maker = { configured: true } as const;
  const changes: Change[] = [];
  try {
    const wanted = limits.map(({ channel, ...limit }) => ({
      ...limit,
      channelId: channel === undefined ? null : (channelIds.get(channel) ?? null),
    }));
    const ofLimits = await putLimits(
      transaction,
      tenantId,
      { teamId, apiKeyId, channelId: null },
      await transaction.limit.findMany({ where }),
      wanted,
      maker,
    );
    const note = (operation: string, id: string, details: Record<string, unknown>): void => {
      changes.push({ operation, targetId: id, name, details });
    };
    for (const { id, wanted: each } of ofLimits.made) note('limits.create', id, describeLimit(each));
    for (const { row, wanted: each } of ofLimits.update) {
      note('limits.update', row.id, { ...describeLimit(each), previousAmount: Number(row.amount) });
    }
    for (const row of ofLimits.remove) note('limits.delete', row.id, describeLimit(row));
    const ofBudgets = await putBudgets(
      transaction,
      tenantId,
      { teamId, apiKeyId },
      await transaction.budget.findMany({ where }),
      budgets,
      maker,
    );
    for (const { id, wanted: each } of ofBudgets.made) note('budgets.create', id, describeBudget(each));
    for (const { row, wanted: each } of ofBudgets.update) {
      note('budgets.update', row.id, { ...describeBudget(each), previousUsd: writeUsd(row.nanoUsd) });
    }
    for (const row of ofBudgets.remove) {
      note('budgets.delete', row.id, { previousUsd: writeUsd(row.nanoUsd), per: row.per });
    }
    return changes;
  } catch (error) {
    if (error instanceof Fault) return refuse('limits, budgets', error.message);
    throw error;
  }
}
