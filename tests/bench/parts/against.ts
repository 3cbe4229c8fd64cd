import { existsSync } from 'node:fs';
import path from 'node:path';
import { type Compared, compare, ratioOf } from '../measure.ts';
import type { Part } from '../part.ts';
import { scenarios } from '../scenarios.ts';
import { formatSpread } from '../spread.ts';
import { startWhole } from '../whole-heddle.ts';

/** What a change cost or gained: the whole of this checkout and of another one, in the same rounds. */
export const against: Part = {
  name: 'against',
  title: 'this checkout beside another one, whose folder is in --checkout (both with their pages built)',
  onDemand: true,
  async run(stage, plan) {
    const { checkout } = plan;
    if (checkout === undefined) return 'no --checkout was given';
    if (!existsSync(path.join(checkout, '.next/BUILD_ID'))) return `the pages in ${checkout} are not built`;
    const before = await startWhole(stage, checkout);
    const now = await startWhole(stage);
    const compared: { name: string; servers: Compared[] }[] = [];
    for (const scenario of scenarios) {
      const targets = [
        stage.target('the other', { process: before, origin: before.origin }, scenario, before.apiKey),
        stage.target('this one', { process: now, origin: now.origin }, scenario, now.apiKey),
        stage.bare(scenario),
      ];
      compared.push({ name: scenario.name, servers: await compare(stage.load, targets, plan) });
    }
    return {
      columns: ['traffic', 'requests/s ratio', 'CPU ratio', 'p99 ratio', 'other to pass-through', 'this one'],
      rows: compared.flatMap(({ name, servers: [other, own, bare] }) =>
        other && own && bare
          ? [
              [
                name,
                formatSpread(own.throughputRatio),
                formatSpread(own.cpuRatio),
                formatSpread(own.p99Ratio),
                formatSpread(ratioOf(other.rounds, bare.rounds, 'requestsPerSecond')),
                formatSpread(ratioOf(own.rounds, bare.rounds, 'requestsPerSecond')),
              ],
            ]
          : [],
      ),
      note: 'This checkout to the other one in the same round; above 1 it does more, with less processor time, and its p99 is longer.',
      figures: compared,
    };
  },
};
