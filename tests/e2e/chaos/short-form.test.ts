import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CheckName } from '../../chaos/broken-variants.ts';
import type { CheckResult } from '../../chaos/checks/check.ts';
import { playChecks, short } from '../../chaos/play.ts';
import { Stage } from '../../chaos/stage/stage.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await Stage.open();
});
afterAll(() => stage?.close());

async function play(name: CheckName, fault = ''): Promise<CheckResult[]> {
  const results: CheckResult[] = [];
  await playChecks(stage, [name], { ...short, fault, report: (result) => results.push(result) });
  for (const { name: skippedName, skipped } of results) {
    if (skipped) console.warn(`${skippedName}: skipped, ${skipped}`);
  }
  return results;
}

/** The short form of `npm run chaos`. */
describe('requests are answered in their clients’ words, billed as the provider’s journal has them, and', () => {
  it.each(['Postgres frozen', 'Redis killed', 'the gateway is told to stop'])(
    'served again after a fault: %s',
    async (fault) => {
      const results = await play('faults', fault);
      expect(results.map(({ broken }) => broken)).toEqual([[], []]);
    },
  );

  it.each([
    ['recorded when their process is killed', 'killed'],
    ['not dropped when processes are replaced', 'restarts'],
    ['not generated any further when their clients leave', 'abandoned'],
    ['hardly tried again when the provider is down', 'outage'],
    ['never paid for beyond a budget', 'budget'],
  ] as const)('%s', async (_guarantee, name) => {
    const [result] = await play(name);
    expect(result?.broken).toEqual([]);
  });
});
