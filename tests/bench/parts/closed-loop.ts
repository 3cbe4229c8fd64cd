import { createBenchTenant } from '../bench-tenant.ts';
import { limit } from '../limit.ts';
import { type Compared, compare, ratioOf } from '../measure.ts';
import type { Part } from '../part.ts';
import { scenarios } from '../scenarios.ts';
import { formatSpread } from '../spread.ts';

/** As many requests as each can answer, so many in flight at any time. */
export const closedLoop: Part = {
  name: 'closed',
  title: 'requests/s, processor time and latency of each kind of traffic beside the pass-through',
  onDemand: false,
  async run(stage, plan) {
    const limitedKey = await createBenchTenant('limited', stage.upstreamOrigin);
    await limit('limited');
    const compared: { name: string; servers: Compared[] }[] = [];
    for (const scenario of scenarios) {
      const on = stage.heddle(scenario, limitedKey, 'Heddle, limits on');
      const targets = [stage.bare(scenario), stage.heddle(scenario), on];
      compared.push({ name: scenario.name, servers: await compare(stage.load, targets, plan) });
    }
    return {
      columns: [
        'traffic',
        'requests/s',
        'CPU µs',
        'ratio requests/s',
        'ratio CPU',
        'p99 ms',
        'p99 ratio',
        'alone p50 added',
        'on ÷ off',
        'CPU',
      ],
      rows: compared.flatMap(({ name, servers: [bare, off, on] }) =>
        bare && off && on
          ? [
              rowOf(`${name}: ${bare.name}`, bare, null, null),
              rowOf(`  ${off.name}`, off, bare, null),
              rowOf(`  ${on.name}`, on, bare, off),
            ]
          : [],
      ),
      note:
        `${plan.rounds} interleaved rounds of ${plan.seconds} s with ${plan.concurrency} requests in flight. Ratios are to the pass-through in the ` +
        'same round: median (quartiles), processor time the other way round. “Alone” is one request at a time, in ms. “Limits on”: four limits on key, team and tenant and two budgets hold, none of which is ever reached.',
      figures: compared,
    };
  },
};

function rowOf(name: string, server: Compared, bare: Compared | null, off: Compared | null): string[] {
  const { figures, rounds } = server;
  return [
    name,
    figures.requestsPerSecond.toFixed(0),
    figures.cpuMicroseconds.toFixed(0),
    bare ? formatSpread(server.throughputRatio) : '',
    bare ? formatSpread(server.cpuRatio) : '',
    figures.p99Ms.toFixed(1),
    bare ? formatSpread(server.p99Ratio, 1) : '',
    bare ? (figures.aloneP50Ms - bare.figures.aloneP50Ms).toFixed(2) : '',
    off ? formatSpread(ratioOf(rounds, off.rounds, 'requestsPerSecond')) : '',
    off ? formatSpread(ratioOf(off.rounds, rounds, 'cpuMicroseconds')) : '',
  ];
}
