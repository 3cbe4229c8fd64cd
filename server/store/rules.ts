/**
 * Which of a tenant's requests a rule holds for: those that meet all conditions that are not null. They share one
 * counter; with `perEndUser` those of each end user do.
 */
export interface RuleScope {
  teamId: string | null;
  apiKeyId: string | null;
  /** Requests that this channel is asked for; of limits only. */
  channelId: string | null;
  /** Public names of models, with `*` for any characters; null: every model. */
  models: readonly string[] | null;
  /** Of budgets only; requests that name nobody share a counter. */
  perEndUser: boolean;
}

export const limitMeters = ['requests', 'tokens', 'input_tokens', 'output_tokens', 'concurrency'] as const;
export type LimitMeter = (typeof limitMeters)[number];

export const limitPeriods = ['second', 'minute', 'hour', 'day'] as const;
export type LimitPeriod = (typeof limitPeriods)[number];

/** A rate, or a number of requests at once. */
export interface LimitRule {
  id: string;
  scope: RuleScope;
  meter: LimitMeter;
  amount: number;
  /** Null for `concurrency`. */
  per: LimitPeriod | null;
  /** `window`: no more than the amount in any period; `bucket`: fills evenly, and bursts up to the amount. */
  algorithm: 'window' | 'bucket';
}

export const budgetPeriods = ['day', 'week', 'month', 'total'] as const;
export type BudgetPeriod = (typeof budgetPeriods)[number];

/** An amount of money in a period. */
export interface BudgetRule {
  id: string;
  scope: RuleScope;
  /** Nano-dollars; a safe integer, so 9 million dollars at most. */
  nanoUsd: number;
  per: BudgetPeriod;
  /** Of the IANA database: where days begin. */
  timeZone: string;
  /** Day the period begins on: of a month 1 to 28, of a week 1 (Monday) to 7; 1 otherwise. */
  anchorDay: number;
  /** Milliseconds since 1970 of the latest reset by hand; what was spent before does not count. */
  resetAtMs: number | null;
  /** Percentages of the amount, ascending; each is an event once a period. */
  thresholds: readonly number[];
  /** Requests that may exceed it are refused; otherwise it only counts. */
  hard: boolean;
  /** A request that says no output bound is given one that fits, rather than refused. */
  caps: boolean;
}
