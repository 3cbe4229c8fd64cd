import { measureBeside } from '../beside.ts';
import { besideTable } from '../beside-table.ts';
import type { Part } from '../part.ts';
import { largeBody, scenarios } from '../scenarios.ts';

/** Bodies of 400 KB, which are ordinary, beside the small streams of the same tenant. */
export const largeBeside: Part = {
  name: 'large',
  title: 'what bodies of 400 KB do to small streams beside them',
  onDemand: false,
  async run(stage, plan) {
    const otherLoad = stage.startLoad('second load generator');
    const rows = [];
    for (const of of [stage.bare, stage.heddle]) {
      const small = scenarios
        .filter(({ stream, model }) => stream && model === 'relayed')
        .map((scenario) => of.call(stage, scenario));
      for (const streams of small) {
        const { order } = of.call(stage, largeBody);
        rows.push(
          await measureBeside({
            name: `400 KB bodies, ${streams.name}`,
            load: stage.load,
            streams,
            otherLoad,
            others: order,
            milliseconds: plan.seconds * 1000,
            rounds: plan.rounds,
          }),
        );
      }
    }
    return besideTable(
      rows,
      'Eight small streams at once, alone and then beside two of the others. Both share what processors there are.',
    );
  },
};
