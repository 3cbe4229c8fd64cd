import type { BudgetRule, LimitRule, RuleScope } from '../../../server/store/rules.ts';

let made = 0;

const everybody: RuleScope = {
  teamId: null,
  apiKeyId: null,
  channelId: null,
  models: null,
  perEndUser: false,
};

/** The key and the first channel of a gateway under test. */
export const keyScope = { apiKeyId: '01900000-0000-7000-8000-000000000002' };
export const firstChannelScope = { channelId: '01900000-0000-7000-8000-000000000100' };

/** A limit as a test writes it: of the whole tenant and per hour, unless it says otherwise. */
export function limit(
  meter: LimitRule['meter'],
  amount: number,
  { scope, ...rule }: Partial<Omit<LimitRule, 'scope'>> & { scope?: Partial<RuleScope> } = {},
): LimitRule {
  return {
    id: `limit-${++made}`,
    meter,
    amount,
    per: meter === 'concurrency' ? null : 'hour',
    algorithm: 'window',
    scope: { ...everybody, ...scope },
    ...rule,
  };
}

/** A hard budget as a test writes it: of the whole tenant and in total, unless it says otherwise. */
export function budget(
  nanoUsd: number,
  { scope, ...rule }: Partial<Omit<BudgetRule, 'scope'>> & { scope?: Partial<RuleScope> } = {},
): BudgetRule {
  return {
    id: `budget-${++made}`,
    nanoUsd,
    per: 'total',
    timeZone: 'UTC',
    anchorDay: 1,
    resetAtMs: null,
    thresholds: [],
    hard: true,
    caps: false,
    scope: { ...everybody, ...scope },
    ...rule,
  };
}
