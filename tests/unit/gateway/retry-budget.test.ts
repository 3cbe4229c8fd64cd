import { describe, expect, it } from 'vitest';
import { RetryBudget } from '../../../server/gateway/retry-budget.ts';

/** A budget on a clock that the test moves. */
function budgetAt() {
  let nowMs = 0;
  const budget = new RetryBudget(() => nowMs);
  return {
    budget,
    pass(milliseconds: number) {
      nowMs += milliseconds;
    },
  };
}

const repeated = { isRepeated: true };
const another = { isRepeated: false };

/** How many attempts are made for so many requests, each tried at every channel as often as three rounds allow. */
function attemptsOf(requests: number, perSecond: number, channels: readonly string[], prepared = budgetAt()) {
  const { budget, pass } = prepared;
  let attempts = 0;
  for (let request = 0; request < requests; request++) {
    pass(1000 / perSecond);
    for (let round = 1; round <= 3; round++) {
      for (const [place, channel] of channels.entries()) {
        const isFirst = round === 1 && place === 0;
        if (!isFirst && !budget.allows(channel, { isRepeated: round > 1 })) continue;
        attempts++;
        budget.noteFailure(channel);
      }
    }
  }
  return attempts;
}

describe('a budget of further attempts', () => {
  it.each([
    [20, 1],
    [20, 3],
    [200, 1],
    [200, 8],
    [2000, 3],
  ])(
    'keeps a minute without any answer, %i requests a second over %i channels, to 1.2 attempts a request',
    (perSecond, count) => {
      const channels = Array.from({ length: count }, (_, index) => `channel ${index}`);
      const prepared = budgetAt();
      for (let success = 0; success < 60 * perSecond; success++) {
        prepared.pass(1000 / perSecond);
        prepared.budget.noteSuccess('channel 0');
      }
      const requests = 60 * perSecond;
      expect(attemptsOf(requests, perSecond, channels, prepared)).toBeLessThanOrEqual(1.2 * requests);
    },
  );

  it('has every attempt of a request that comes rarely', () => {
    const { budget, pass } = budgetAt();
    for (let request = 0; request < 20; request++) {
      pass(15_000);
      budget.noteFailure('main');
      for (let retry = 0; retry < 2; retry++) {
        expect(budget.allows('main', repeated)).toBe(true);
        budget.noteFailure('main');
      }
    }
  });

  it('tries everything again where one in ten fails', () => {
    const { budget, pass } = budgetAt();
    let [failed, again] = [0, 0];
    for (let request = 0; request < 10_000; request++) {
      pass(10);
      if (request % 10 > 0) {
        budget.noteSuccess('main');
        continue;
      }
      failed++;
      budget.noteFailure('main');
      if (budget.allows('main', repeated)) again++;
    }
    expect(again).toBe(failed);
  });

  it('lets every request go on to a channel that answers, however many fail elsewhere', () => {
    const { budget, pass } = budgetAt();
    for (let request = 0; request < 1000; request++) {
      pass(1);
      budget.noteFailure('down');
      expect(budget.allows('up', another)).toBe(true);
      budget.noteSuccess('up');
    }
  });

  it('stops failover to a channel that fails too, and goes on once it answers', () => {
    const { budget, pass } = budgetAt();
    let allowed = 0;
    for (let request = 0; request < 1000; request++) {
      pass(1);
      if (!budget.allows('spare', another)) continue;
      allowed++;
      budget.noteFailure('spare');
    }
    expect(allowed).toBeGreaterThanOrEqual(10);
    expect(allowed).toBeLessThanOrEqual(17);
    pass(30_000);
    let rescued = 0;
    for (let request = 0; request < 1000; request++) {
      pass(1);
      if (!budget.allows('spare', another)) continue;
      rescued++;
      budget.noteSuccess('spare');
    }
    expect(rescued).toBe(1000);
  });

  it('forgets what successes paid in when they are long past', () => {
    const { budget, pass } = budgetAt();
    for (let success = 0; success < 1000; success++) budget.noteSuccess('main');
    pass(120_000);
    let allowed = 0;
    while (budget.allows('main', repeated)) allowed++;
    expect(allowed).toBe(10);
  });

  it('is each channel’s own', () => {
    const { budget } = budgetAt();
    while (budget.allows('main', repeated));
    expect(budget.hasCredit('main')).toBe(false);
    expect(budget.hasCredit('other')).toBe(true);
  });
});
