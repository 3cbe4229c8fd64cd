import type { z } from 'zod';
import { budgetPeriods } from '../../store/rules.ts';
import type { TenantContext } from '../operation.ts';
import { mayChangeRule } from '../rules/may-change-rule.ts';
import { newestKeys, withPlace } from '../rules/newest-keys.ts';
import { reachesAllTeams } from '../usage/reaches-all-teams.ts';
import { type BudgetRow, type budgetOutput, periodOf } from './budget.ts';
import { type BudgetStanding, readBudgetStandings } from './read-budget-standings.ts';
import { readTopEndUsers } from './read-top-end-users.ts';

type Presented = z.output<typeof budgetOutput>;

/**
 * These budgets as the output, in this order; those that are gone are left out.
 * @param mostEndUsers of a budget that has a part for each
 */
export async function presentBudgets(
  context: TenantContext,
  ids: readonly string[],
  mostEndUsers: number,
): Promise<Presented[]> {
  const { transaction } = context;
  const found = await transaction.budget.findMany({ where: { id: { in: [...ids] } }, include: withPlace });
  const rows = ids.flatMap((id) => found.find((row) => row.id === id) ?? []);
  const nowMs = Date.now();
  const periods = rows.map((row) => periodOf(row, nowMs));
  // In the order of the rows, then of their end users.
  const parts = await readTopEndUsers(
    transaction,
    rows.flatMap((row, index) => {
      if (!seesSpending(context, row)) return [];
      const { startMs = 0 } = periods[index] ?? {};
      return { budgetId: row.id, periodStartMs: startMs, perEndUser: row.perEndUser };
    }),
    mostEndUsers,
  );
  const keys = await newestKeys(transaction, rows);
  const standings = await readBudgetStandings(transaction, parts);
  return rows.map((row, index) => {
    const { startMs = 0, endMs = null } = periods[index] ?? {};
    const own = parts.flatMap((part, place) => {
      const standing = standings[place];
      return part.budgetId === row.id && standing ? { ...part, ...present(row, standing) } : [];
    });
    const visible = seesSpending(context, row);
    return {
      ...row,
      usd: row.nanoUsd,
      per: budgetPeriods.find((per) => per === row.per) ?? 'total',
      key: keys.get(row.apiKeyId ?? '') ?? null,
      period: {
        start: startMs === 0 ? null : new Date(startMs),
        end: endMs === null ? null : new Date(endMs),
      },
      standing: row.perEndUser ? null : (own[0] ?? null),
      endUsers:
        row.perEndUser && visible
          ? own.map(({ endUser, ...standing }) => ({ ...standing, endUser: endUser || null }))
          : null,
      changeable: mayChangeRule(context, row),
    };
  });
}

export async function presentBudget(
  context: TenantContext,
  id: string,
  mostEndUsers = 3,
): Promise<Presented> {
  const [budget] = await presentBudgets(context, [id], mostEndUsers);
  if (!budget) throw new Error('One budget was there, and none was read.');
  return budget;
}

/** What the whole tenant spends, and with it other teams, is seen by those who reach all of them. */
export function seesSpending(
  { role }: Pick<TenantContext, 'role'>,
  { teamId }: Pick<BudgetRow, 'teamId'>,
): boolean {
  return teamId !== null || reachesAllTeams(role);
}

function present({ nanoUsd }: BudgetRow, { spentNanoUsd, reservedNanoUsd }: BudgetStanding) {
  const left = nanoUsd - spentNanoUsd - reservedNanoUsd;
  return { spentUsd: spentNanoUsd, reservedUsd: reservedNanoUsd, leftUsd: left > 0n ? left : 0n };
}
