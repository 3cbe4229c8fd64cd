import { z } from 'zod';
import type { Prisma } from '../../platform/db/prisma.ts';
import { budgetPeriod, type Period } from '../../store/budgets/budget-period.ts';
import { budgetPeriods } from '../../store/rules.ts';
import { id, time } from '../fields.ts';
import { modelsKey } from '../rules/match-rules.ts';
import { ruleModels, ruleScopeOutput, ruleStateOutput } from '../rules/rule-fields.ts';
import { timeZone } from '../usage/usage-filter.ts';
import { usd, usdAmount } from '../usd.ts';

const per = z.enum(budgetPeriods);
const MOST_THRESHOLDS = 10;
/** Percentages of the amount. A budget that is not hard can be spent several times over. */
const thresholds = z.array(z.int().min(1).max(1_000)).max(MOST_THRESHOLDS);

/** What may change of a budget without its counting anew. */
export const budgetTerms = {
  usd,
  /** Percentages at which an event is written down, each once a period. */
  thresholds,
  /** Refuses requests that may exceed it; otherwise it only counts. */
  hard: z.boolean(),
  /** Gives a request that says no bound of its answer one that fits, where it would have to be refused. */
  caps: z.boolean(),
};

/** What a budget counts, and how much of it there is. */
export const budgetInput = {
  ...budgetTerms,
  per,
  thresholds: thresholds.default([]),
  hard: budgetTerms.hard.default(true),
  caps: budgetTerms.caps.default(false),
  /** Where days begin. */
  timeZone,
  /** Day the period begins on: of a month 1 to 28, of a week 1 (Monday) to 7. */
  anchorDay: z.int().min(1).max(28).default(1),
  models: ruleModels.default([]),
  /** The amount is each end user's: who that is, requests say by `user` or `metadata.user_id`. */
  perEndUser: z.boolean().default(false),
};

/** With what goes together checked. */
export const wantedBudget = z.strictObject(budgetInput).refine(hasItsAnchorDay, {
  path: ['anchorDay'],
  message: 'Expected 1 to 28 of a month, 1 to 7 of a week, else 1',
});

const latestAnchorDays = { day: 1, week: 7, month: 28, total: 1 };

export function hasItsAnchorDay({
  per,
  anchorDay,
}: {
  per: keyof typeof latestAnchorDays;
  anchorDay: number;
}): boolean {
  return anchorDay <= latestAnchorDays[per];
}

export type WantedBudget = z.output<typeof wantedBudget>;

/** How a period of a budget stands. */
const standing = {
  spentUsd: usdAmount,
  /** For requests that have been under way for longer than about a second. */
  reservedUsd: usdAmount,
  /** Neither spent nor reserved; nothing where it is overdrawn. */
  leftUsd: usdAmount,
};

export const budgetOutput = z.object({
  id,
  ...ruleScopeOutput,
  perEndUser: z.boolean(),
  usd: usdAmount,
  per,
  timeZone: z.string(),
  anchorDay: z.int(),
  thresholds: z.array(z.int()),
  hard: z.boolean(),
  caps: z.boolean(),
  /** The one under way. A reset begins one. */
  period: z.object({
    /** Null: since the budget was made. */
    start: time.nullable(),
    /** Null: never. */
    end: time.nullable(),
  }),
  resetAt: time.nullable(),
  /** Null for whoever may not see what other teams spend, and where each end user has a part of their own. */
  standing: z.object(standing).nullable(),
  /** Of a budget for each end user, those who spent most, the highest first; null otherwise. */
  endUsers: z
    .array(z.object({ /** Null: requests that name nobody. */ endUser: z.string().nullable(), ...standing }))
    .nullable(),
  ...ruleStateOutput,
  createdAt: time,
  updatedAt: time,
});

export type BudgetRow = Prisma.BudgetGetPayload<object>;

/** The period of a budget's row that is under way. */
export function periodOf(
  row: Pick<BudgetRow, 'per' | 'timeZone' | 'anchorDay' | 'resetAt'>,
  nowMs: number,
): Period {
  const { timeZone, anchorDay, resetAt } = row;
  return budgetPeriod(
    { per: per.parse(row.per), timeZone, anchorDay, resetAtMs: resetAt?.getTime() ?? null },
    nowMs,
  );
}

/** What a budget counts: another amount, or what comes of spending it, makes it no other budget. */
export function spendingCountedBy({
  per,
  timeZone,
  anchorDay,
  models,
  perEndUser,
}: Pick<WantedBudget | BudgetRow, 'per' | 'timeZone' | 'anchorDay' | 'models' | 'perEndUser'>): string {
  return JSON.stringify([per, timeZone, anchorDay, perEndUser, modelsKey(models)]);
}

/** Each once, ascending. */
export function sortThresholds(percentages: readonly number[]): number[] {
  return [...new Set(percentages)].sort((a, b) => a - b);
}
