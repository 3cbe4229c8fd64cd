import { ask, perSecond, type Target } from '../measure.ts';
import type { Part, Plan } from '../part.ts';
import { relayedWhole } from '../scenarios.ts';
import { formatSpread, type Spread, spreadOf } from '../spread.ts';
import type { Stage } from '../stage.ts';

const SHARES = [0.25, 0.5, 0.75];
const MOST_IN_FLIGHT = 1_000;

interface AtRate {
  perSecond: number;
  share: number;
  addedP50Ms: Spread;
  addedP99Ms: Spread;
}

/** A rate that does not wait for answers, as clients do not wait for each other. */
export const openLoop: Part = {
  name: 'open',
  title: 'latency that Heddle adds at 25, 50 and 75 % of its largest rate',
  onDemand: false,
  async run(stage, plan) {
    const largest = await largestRate(stage, plan);
    const rows: AtRate[] = [];
    for (const share of SHARES) rows.push(await atRate(stage, plan, share, largest * share));
    return {
      columns: ['rate', 'requests/s', 'added p50 ms', 'added p99 ms'],
      rows: rows.map((row) => [
        `${row.share * 100} % of the largest`,
        row.perSecond.toFixed(0),
        formatSpread(row.addedP50Ms),
        formatSpread(row.addedP99Ms),
      ]),
      note: `Whole answers, same format. Requests begin at the rate whatever becomes of them, and are timed from the moment each was due. What Heddle adds is to the pass-through at the same rate in the same round. The largest rate was ${largest.toFixed(0)}.`,
      figures: { largest, rows },
    };
  },
};

async function largestRate(stage: Stage, { seconds, concurrency, rounds }: Plan): Promise<number> {
  const rates: number[] = [];
  for (let round = 0; round < Math.min(3, rounds); round += 1) {
    const how = { concurrency, durationMs: seconds * 1000 };
    rates.push(perSecond(await ask(stage.load, stage.heddle(relayedWhole), how)));
  }
  return spreadOf(rates).median;
}

async function atRate(stage: Stage, plan: Plan, share: number, rate: number): Promise<AtRate> {
  const p50: number[] = [];
  const p99: number[] = [];
  const timed = (target: Target) =>
    ask(stage.load, target, {
      perSecond: rate,
      concurrency: MOST_IN_FLIGHT,
      durationMs: plan.seconds * 1000,
    });
  for (let round = 0; round < plan.rounds; round += 1) {
    const bare = await timed(stage.bare(relayedWhole));
    const heddle = await timed(stage.heddle(relayedWhole));
    p50.push(heddle.p50Ms - bare.p50Ms);
    p99.push(heddle.p99Ms - bare.p99Ms);
  }
  return { share, perSecond: rate, addedP50Ms: spreadOf(p50), addedP99Ms: spreadOf(p99) };
}
