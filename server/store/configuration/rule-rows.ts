import type { BudgetRule, LimitRule, RuleScope } from '../rules.ts';

/** A row of `limits`, read by itself or as JSON with its key: numbers of 64 bits are text in one and numbers in the other. */
export interface LimitRow extends ScopeRow {
  id: string;
  channel_id: string | null;
  meter: LimitRule['meter'];
  amount: string | number;
  per: LimitRule['per'];
  algorithm: LimitRule['algorithm'];
}

/** A row of `budgets`, in the same way. */
export interface BudgetRow extends ScopeRow {
  id: string;
  per_end_user: boolean;
  nano_usd: string | number;
  per: BudgetRule['per'];
  time_zone: string;
  anchor_day: number;
  reset_at: string | Date | null;
  thresholds: number[];
  hard: boolean;
  caps: boolean;
}

interface ScopeRow {
  team_id: string | null;
  models: string[] | null;
}

/** Most keys have no rule of their own: they share these. */
export const noLimits: readonly LimitRule[] = [];
export const noBudgets: readonly BudgetRule[] = [];

/** @param apiKeyId The key that they were read with; null for rules that are on no key */
export function toLimits(rows: readonly LimitRow[] | null, apiKeyId: string | null): readonly LimitRule[] {
  if (!rows || rows.length === 0) return noLimits;
  return rows.map((row) => ({
    id: row.id,
    scope: { ...toScope(row, apiKeyId), channelId: row.channel_id, perEndUser: false },
    meter: row.meter,
    amount: Number(row.amount),
    per: row.per,
    algorithm: row.algorithm,
  }));
}

/** @param apiKeyId As of {@link toLimits} */
export function toBudgets(rows: readonly BudgetRow[] | null, apiKeyId: string | null): readonly BudgetRule[] {
  if (!rows || rows.length === 0) return noBudgets;
  return rows.map((row) => ({
    id: row.id,
    scope: { ...toScope(row, apiKeyId), channelId: null, perEndUser: row.per_end_user },
    nanoUsd: Number(row.nano_usd),
    per: row.per,
    timeZone: row.time_zone,
    anchorDay: row.anchor_day,
    resetAtMs: row.reset_at === null ? null : new Date(row.reset_at).getTime(),
    thresholds: row.thresholds,
    hard: row.hard,
    caps: row.caps,
  }));
}

/** A rule of a key holds for the keys that rotations made of it too: it is the asking key's. */
function toScope(
  { team_id, models }: ScopeRow,
  apiKeyId: string | null,
): Pick<RuleScope, 'teamId' | 'apiKeyId' | 'models'> {
  return {
    teamId: apiKeyId === null ? team_id : null,
    apiKeyId,
    models: models && models.length > 0 ? models : null,
  };
}
