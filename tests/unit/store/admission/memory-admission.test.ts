import { describe, expect, it } from 'vitest';
import { MemoryAdmission } from '../../../../server/store/admission/memory/memory-admission.ts';
import { describeAdmission } from './admission-contract.ts';
import { bucket, budget, concurrency, window } from './meters.ts';

describeAdmission('memory', async (now) => new MemoryAdmission({ now }));

describe('admission in memory', () => {
  it('answers at once', () => {
    const admission = new MemoryAdmission();
    expect(admission.take({ tenantId: 't', id: '1', meters: [window('w', 1)] })).toMatchObject({
      outcome: 'admitted',
    });
    expect(admission.settle({ tenantId: 't', id: '1', meters: [], actual: [] })).toBeUndefined();
  });

  it('forgets limits that are as good as untouched', () => {
    const clock = { nowMs: 1e12 };
    const admission = new MemoryAdmission({ now: () => clock.nowMs });
    for (let request = 0; request < 20_000; request++) {
      clock.nowMs += 10;
      const meters = [
        window(`window-${request}`, 5, 1, 1_000),
        bucket(`bucket-${request}`, 5, 1, 1_000),
        concurrency(`concurrency-${request}`, 5),
      ];
      admission.take({ tenantId: `tenant-${request % 7}`, id: `${request}`, meters });
      admission.settle({ tenantId: 't', id: `${request}`, meters, actual: [1, 1, 1] });
    }
    // Some 100 requests a second, two seconds of them, and those the hand has not come to yet.
    expect(admission.size).toBeLessThan(2_000);
  });

  it('forgets budgets of the many end users that a client can name, and none that is reserved of', () => {
    const admission = new MemoryAdmission({ mostBudgets: 100 });
    const take = (place: string) =>
      admission.take({ tenantId: 't', id: place, meters: [budget(place, 10, 4)] });
    for (let user = 0; user < 50; user++) {
      admission.seed('t', `open-${user}`, 0, null);
      take(`open-${user}`);
    }
    for (let user = 0; user < 5_000; user++) admission.seed('t', `user-${user}`, 0, null);
    expect(admission.size).toBeLessThan(200);
    expect(take('user-0')).toMatchObject({ outcome: 'unknown' });
    expect(take('user-4999')).toMatchObject({ outcome: 'admitted' });
    expect(admission.read('t', [budget('open-7', 10, 0)])).toMatchObject([{ reserved: 4 }]);
  });

  it('forgets budgets whose period is over', () => {
    const clock = { nowMs: 1e12 };
    const admission = new MemoryAdmission({ now: () => clock.nowMs });
    for (let day = 0; day < 10_000; day++) {
      clock.nowMs += 86_400_000;
      admission.seed('t', `budget-${day}`, 1, clock.nowMs + 86_400_000);
    }
    expect(admission.size).toBeLessThan(10);
  });
});
