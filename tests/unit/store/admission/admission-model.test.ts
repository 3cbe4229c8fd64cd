import { expect, it } from 'vitest';
import { MemoryAdmission } from '../../../../server/store/admission/memory/memory-admission.ts';
import { live } from './admission-model.ts';

const START_MS = 29_000_000 * 60_000;

it('counts in 200 random lives of 1,000 steps as the model does, and never beyond a limit', async () => {
  for (let seed = 1; seed <= 200; seed++) {
    const clock = { nowMs: START_MS };
    const admission = new MemoryAdmission({ now: () => clock.nowMs });
    const life = live({ admission, clock, tenantId: 't', seed, steps: 1_000, expire: null });
    await expect(life, `seed ${seed}`).resolves.toBeUndefined();
  }
}, 120_000);

it('would notice a counter that adds up wrongly', async () => {
  const clock = { nowMs: START_MS };
  const admission = new MemoryAdmission({ now: () => clock.nowMs });
  const settle = admission.settle.bind(admission);
  admission.settle = (settlement) =>
    settle({ ...settlement, actual: settlement.actual.map((used) => used + 1) });
  await expect(
    live({ admission, clock, tenantId: 't', seed: 1, steps: 1_000, expire: null }),
  ).rejects.toThrow('budget');
});
