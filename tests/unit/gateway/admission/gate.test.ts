import { describe, expect, it } from 'vitest';
import { chargeInterrupted } from '../../../../server/gateway/admission/charge-interrupted.ts';
import { createAdmissionGate } from '../../../../server/gateway/admission/gate.ts';
import type { Exchange } from '../../../../server/gateway/exchange.ts';
import { MemoryAdmission } from '../../../../server/store/admission/memory/memory-admission.ts';
import { budgetPlace } from '../../../../server/store/admission/places.ts';
import type { Admission } from '../../../../server/store/admission.ts';
import { MemoryBudgetSpending } from '../../../../server/store/budgets/memory-budget-spending.ts';
import type { ServingChannel } from '../../../../server/store/configuration.ts';
import type { UsageRecord } from '../../../../server/store/ledger.ts';
import type { BudgetRule, LimitRule } from '../../../../server/store/rules.ts';
import { budget, limit } from '../../../contract/support/rules.ts';

const channel = { id: 'c', name: 'c', provider: 'openai', baseUrl: null, credential: null } as const;
const priceOverrides = [
  {
    ...{ id: 'p', tenantId: 't', provider: null, model: 'm' },
    inputNanoUsdPerMillion: 1_000_000n,
    outputNanoUsdPerMillion: 1_000_000n,
    ...{ cachedInputNanoUsdPerMillion: null, cacheWriteNanoUsdPerMillion: null, updatedAt: new Date(0) },
  },
];
let asked = 0;

/** Requests of ten tokens in and ninety out, of a nano-dollar each, to a gate with a store of its own. */
function gateWith(admission: Admission = new MemoryAdmission()) {
  const spending = new MemoryBudgetSpending();
  const gate = createAdmissionGate(admission, spending);
  const serving = [{ channel, upstreamModel: 'm' }] as unknown as ServingChannel[];
  function exchangeFor(rules: { limits?: LimitRule[]; budgets?: BudgetRule[] }) {
    return {
      id: `request-${++asked}`,
      receivedAtMs: Date.now(),
      route: { operation: 'generate' },
      envelope: { model: 'm', stream: false, maxOutputTokens: 90 },
      caller: {
        key: { id: 'k', teamId: 'x', name: 'ci', limits: [], budgets: [] },
        tenant: { id: 't', priceOverrides, limits: [], budgets: [], whenCountersAway: 'refuse', ...rules },
      },
      bytes: Buffer.alloc(0),
      reader: { roughTokens: () => 10, countTokens: async () => 10 },
      cancellation: { reason: null as Error | null },
      attempts: [] as unknown[],
      admitted: null,
      standing: null,
    };
  }
  type Asking = ReturnType<typeof exchangeFor>;
  const admit = async (exchange: Asking) => gate.admit(exchange as unknown as Exchange, serving);
  const settle = (exchange: Asking, record: Partial<UsageRecord> | null) =>
    gate.settle(exchange as unknown as Exchange, record as UsageRecord | null);
  const standing = ({ id, nanoUsd }: BudgetRule, periodStartMs = 0) => {
    const place = budgetPlace(id, periodStartMs, null);
    return (admission as MemoryAdmission).read('t', [
      { kind: 'budget', place, limit: nanoUsd, amount: 0, endsAtMs: null },
    ])[0];
  };
  return { exchangeFor, admit, settle, standing, spending };
}

const used = { inputTokens: 10, outputTokens: 40, costNanoUsd: 50n };

describe('a budget that changes in the middle of its period', () => {
  it('has what is left of the new amount, whether it was raised or lowered', async () => {
    const { exchangeFor, admit, settle, standing } = gateWith();
    const first = budget(150);
    const request = exchangeFor({ budgets: [first] });
    await admit(request);
    await expect(admit(exchangeFor({ budgets: [first] }))).rejects.toMatchObject({ code: 'budget_exceeded' });
    const raised = { ...first, nanoUsd: 200 };
    const second = exchangeFor({ budgets: [raised] });
    await admit(second);
    settle(request, used);
    settle(second, used);
    const lowered = { ...first, nanoUsd: 199 };
    await expect(admit(exchangeFor({ budgets: [lowered] }))).rejects.toMatchObject({
      code: 'budget_exceeded',
    });
    await admit(exchangeFor({ budgets: [raised] }));
    expect(standing(raised)).toMatchObject({ spent: 100, reserved: 100 });
  });

  it('begins anew when it is reset, and requests under way are settled where they were reserved', async () => {
    const { exchangeFor, admit, settle, standing } = gateWith();
    const before = budget(100);
    const request = exchangeFor({ budgets: [before] });
    await admit(request);
    const resetAtMs = Date.now() - 1;
    const after = { ...before, resetAtMs };
    const next = exchangeFor({ budgets: [after] });
    await admit(next);
    settle(request, used);
    expect(standing(before)).toMatchObject({ spent: 50, reserved: 0 });
    expect(standing(after, resetAtMs)).toMatchObject({ spent: 0, reserved: 100 });
  });
});

describe('what a request took', () => {
  it('is settled once', async () => {
    const { exchangeFor, admit, settle, standing } = gateWith();
    const rule = budget(1_000);
    const request = exchangeFor({ budgets: [rule] });
    await admit(request);
    settle(request, used);
    settle(request, used);
    settle(request, null);
    expect(standing(rule)).toMatchObject({ spent: 50, reserved: 0 });
  });

  it('is given back where no record could be made of it, unless a provider may have been at work', async () => {
    const { exchangeFor, admit, settle, standing } = gateWith();
    const rule = budget(1_000);
    const [untried, tried] = [exchangeFor({ budgets: [rule] }), exchangeFor({ budgets: [rule] })];
    await admit(untried);
    await admit(tried);
    tried.attempts.push({});
    settle(untried, null);
    expect(standing(rule)).toMatchObject({ spent: 0, reserved: 100 });
    settle(tried, null);
    expect(standing(rule)).toMatchObject({ spent: 100, reserved: 0 });
  });

  it('is held by a request whose client leaves while the counters are asked, so that it is given back', async () => {
    const counters = new MemoryAdmission();
    const slow: Admission = {
      take: async (ask) => counters.take(ask),
      settle: (settlement) => counters.settle(settlement),
      seed: (...seeding) => counters.seed(...seeding),
      charge: (...charging) => counters.charge(...charging),
      read: (...reading) => counters.read(...reading),
      close: () => counters.close(),
    };
    const { exchangeFor, admit, settle } = gateWith(slow);
    const one = limit('concurrency', 1);
    const leaving = exchangeFor({ limits: [one] });
    const admitting = admit(leaving);
    leaving.cancellation.reason = new Error('left');
    await admitting.catch(() => undefined);
    settle(leaving, { inputTokens: 0, outputTokens: 0, costNanoUsd: 0n });
    await admit(exchangeFor({ limits: [one] }));
  });

  it('by a process that died is charged to the same budgets', async () => {
    const admission = new MemoryAdmission();
    const { exchangeFor, admit, standing } = gateWith(admission);
    const rule = budget(1_000);
    await admit(exchangeFor({ budgets: [rule] }));
    const charged = { budgetId: rule.id, periodStartMs: 0, endUser: null };
    chargeInterrupted(admission)({
      tenantId: 't',
      costNanoUsd: 70n,
      reservation: { nanoUsd: 100, budgets: [charged] },
    } as UsageRecord);
    expect(standing(rule)).toMatchObject({ spent: 70 });
  });
});

describe('thresholds', () => {
  it('are noted by who crosses them, and anew only for another amount', async () => {
    const { exchangeFor, admit, settle, spending } = gateWith();
    const rule = budget(1_000, { thresholds: [10, 20] });
    for (let request = 0; request < 5; request++) {
      const exchange = exchangeFor({ budgets: [rule] });
      await admit(exchange);
      settle(exchange, used);
    }
    const noted = () => spending.events.map(({ threshold, spentNanoUsd }) => [threshold, spentNanoUsd]);
    expect(noted()).toEqual([
      [10, 100],
      [20, 200],
    ]);
    const more = { ...rule, thresholds: [10, 20, 30] };
    const last = exchangeFor({ budgets: [more] });
    await admit(last);
    settle(last, used);
    expect(noted()).toEqual([
      [10, 100],
      [20, 200],
      [30, 300],
    ]);
  });
});
