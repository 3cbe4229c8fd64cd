import type { Inputs, Outputs } from '@/components/api/trpc';
import { modelsOf } from './models-text';

export type Budget = Outputs['budgets']['list']['items'][number];
export type WantedBudget = Inputs['budgets']['set']['budgets'][number];

export const budgetPeriods = ['day', 'week', 'month', 'total'] as const;
/** What comes of spending all of it. */
export const budgetEffects = ['refuse', 'shorten', 'count'] as const;

/** A budget while it is filled in. */
export type BudgetDraft = {
  /** Tells one row of the form from another. */
  key: string;
  usd: string;
  per: (typeof budgetPeriods)[number];
  timeZone: string;
  anchorDay: number;
  /** Percentages, with commas or spaces between. */
  thresholds: string;
  effect: (typeof budgetEffects)[number];
  perEndUser: boolean;
  models: string;
};

export function newBudget(timeZone: string): BudgetDraft {
  return {
    key: crypto.randomUUID(),
    usd: '',
    per: 'month',
    timeZone,
    anchorDay: 1,
    thresholds: '50, 80, 100',
    effect: 'refuse',
    perEndUser: false,
    models: '',
  };
}

export function budgetDraftOf(budget: Budget): BudgetDraft {
  return {
    key: budget.id,
    usd: budget.usd,
    per: budget.per,
    timeZone: budget.timeZone,
    anchorDay: budget.anchorDay,
    thresholds: budget.thresholds.join(', '),
    effect: budget.hard ? (budget.caps ? 'shorten' : 'refuse') : 'count',
    perEndUser: budget.perEndUser,
    models: budget.models.join(', '),
  };
}

/** What may change of a budget without its counting anew. */
export function toTerms({ usd, thresholds, effect }: BudgetDraft) {
  return {
    usd,
    thresholds: modelsOf(thresholds).map(Number),
    hard: effect !== 'count',
    caps: effect === 'shorten',
  };
}

export function toBudget(draft: BudgetDraft): WantedBudget {
  const { per, timeZone, anchorDay, perEndUser, models } = draft;
  return { ...toTerms(draft), per, timeZone, anchorDay, perEndUser, models: modelsOf(models) };
}
