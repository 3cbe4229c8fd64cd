import { ask } from '../measure.ts';
import type { Part } from '../part.ts';
import { scenarios } from '../scenarios.ts';

const REQUESTS = 200_000;
const ABANDONED = 0.3;
const QUARTERS = 4;
const MEBIBYTE = 1024 * 1024;
/** Far more than it takes; bounds the run where something hangs. */
const LONGEST_MS = 15 * 60_000;
const SETTLE_MS = 3_000;

/** Whether memory grows with the number of requests. */
export const leak: Part = {
  name: 'leak',
  title: '200,000 requests, 30 % of them given up: memory after each quarter (some minutes)',
  onDemand: true,
  async run(stage, plan) {
    const streamed = scenarios.find(({ stream, model }) => stream && model === 'relayed');
    if (!streamed) throw new Error('There is no scenario of small streams.');
    const target = stage.heddle(streamed);
    const perQuarter = Math.ceil((REQUESTS * plan.scale) / QUARTERS);
    const resident: number[] = [];
    for (let quarter = 0; quarter < QUARTERS; quarter += 1) {
      await ask(stage.load, target, {
        concurrency: plan.concurrency,
        requests: perQuarter,
        durationMs: LONGEST_MS / QUARTERS,
        abandoned: ABANDONED,
      });
      // What was given up is settled, and the ledger has written it.
      await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
      const { residentBytes } = await target.use();
      resident.push(residentBytes);
    }
    const [first = Number.NaN] = resident;
    return {
      columns: ['after', 'requests', 'gateway MB', 'ratio to the first quarter'],
      rows: resident.map((bytes, index) => [
        `quarter ${index + 1}`,
        String(perQuarter * (index + 1)),
        (bytes / MEBIBYTE).toFixed(0),
        (bytes / first).toFixed(3),
      ]),
      note: 'Streams of 24 events; those given up are ended by their client as soon as the first bytes have come.',
      figures: {
        perQuarter,
        abandoned: ABANDONED,
        residentBytes: resident,
        ratio: (resident.at(-1) ?? 0) / first,
      },
    };
  },
};
