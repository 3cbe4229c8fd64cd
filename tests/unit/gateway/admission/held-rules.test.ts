import { describe, expect, it } from 'vitest';
import { heldRules } from '../../../../server/gateway/admission/held-rules.ts';
import type { Caller } from '../../../../server/gateway/authenticate.ts';
import type { BudgetRule, LimitRule } from '../../../../server/store/rules.ts';
import { budget, limit } from '../../../contract/support/rules.ts';

function callerWith(
  ofKey: { limits?: LimitRule[]; budgets?: BudgetRule[] },
  ofTenant: { limits?: LimitRule[]; budgets?: BudgetRule[] },
): Caller {
  const none = { limits: [], budgets: [] };
  return {
    key: { id: 'key', teamId: 'core', ...none, ...ofKey },
    tenant: { id: 'tenant', ...none, ...ofTenant },
  } as unknown as Caller;
}

describe('the rules that hold for a request', () => {
  it('are none where none is configured, or none meets it', () => {
    expect(heldRules(callerWith({}, {}), 'gpt-4o')).toBeNull();
    const elsewhere = callerWith({}, { limits: [limit('requests', 1, { scope: { teamId: 'other' } })] });
    expect(heldRules(elsewhere, 'gpt-4o')).toBeNull();
  });

  it("are the key's first and then the tenant's whose every condition it meets", () => {
    const ofKey = limit('requests', 1, { scope: { apiKeyId: 'key' } });
    const ofTeam = limit('tokens', 2, { scope: { teamId: 'core', models: ['gpt-*'] }, per: 'minute' });
    const ofModels = limit('tokens', 3, { scope: { models: ['claude-*'] } });
    const ofOtherTeam = limit('tokens', 4, { scope: { teamId: 'other', models: ['gpt-*'] } });
    const ofChannel = limit('concurrency', 5, { scope: { channelId: 'eu' } });
    const money = budget(6, { scope: { models: ['*4o'] } });
    const caller = callerWith(
      { limits: [ofKey] },
      { limits: [ofTeam, ofModels, ofOtherTeam, ofChannel], budgets: [money] },
    );
    const held = heldRules(caller, 'gpt-4o');
    expect(held?.limits).toMatchObject([
      { rule: ofKey, place: `limit:${ofKey.id}`, periodMs: 3_600_000 },
      { rule: ofTeam, periodMs: 60_000 },
    ]);
    expect(held?.budgets).toEqual([money]);
    expect(held?.channelLimits?.get('eu')).toMatchObject([{ rule: ofChannel, periodMs: 0 }]);
    expect(heldRules(caller, 'claude-haiku')?.limits.map(({ rule }) => rule)).toEqual([ofKey, ofModels]);
  });

  it('are worked out once for each model, and anew when key or tenant has changed', () => {
    const caller = callerWith({ limits: [limit('requests', 1)] }, {});
    const first = heldRules(caller, 'gpt-4o');
    expect(heldRules(caller, 'gpt-4o')).toBe(first);
    const changed = { ...caller, tenant: { ...caller.tenant, budgets: [budget(1)] } };
    expect(heldRules(changed, 'gpt-4o')?.budgets).toHaveLength(1);
  });
});
