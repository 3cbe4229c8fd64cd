import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { answerAfter } from '../../../server/services/answer-after.ts';

async function timeOf(workMs: number): Promise<number> {
  const startedAt = performance.now();
  const answer = answerAfter('done');
  await delay(workMs);
  expect(await answer.work()).toBe('done');
  return performance.now() - startedAt;
}

it('is given at the same time, whether there was much to do or little', async () => {
  const times = await Promise.all([timeOf(0), timeOf(40), timeOf(250)]);
  expect(Math.min(...times)).toBeGreaterThanOrEqual(399);
  expect(Math.max(...times) - Math.min(...times)).toBeLessThan(60);
});

it('is given at the next such time when there was more to do than fits', async () => {
  expect(await timeOf(450)).toBeGreaterThanOrEqual(799);
});
