import { type Compared, compare } from '../measure.ts';
import type { Part } from '../part.ts';
import { scenarios } from '../scenarios.ts';
import { formatSpread } from '../spread.ts';

/** As many requests as each can answer, so many in flight at any time. */
export const closedLoop: Part = {
  name: 'closed',
  title: 'requests/s, processor time and latency of each kind of traffic beside the pass-through',
  onDemand: false,
  async run(stage, plan) {
    const compared: { name: string; servers: Compared[] }[] = [];
    for (const scenario of scenarios) {
      const targets = [stage.bare(scenario), stage.heddle(scenario)];
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
      ],
      rows: compared.flatMap(({ name, servers }) =>
        servers.map((server, index) => rowOf(name, server, index === 0 ? null : (servers[0] ?? null))),
      ),
      note:
        `${plan.rounds} interleaved rounds of ${plan.seconds} s with ${plan.concurrency} requests in flight. Ratios are to the pass-through in the ` +
        'same round: median (quartiles), processor time the other way round. “Alone” is one request at a time, in ms.',
      figures: compared,
    };
  },
};

function rowOf(traffic: string, server: Compared, bare: Compared | null): string[] {
  const { figures } = server;
  return [
    bare ? `  ${server.name}` : `${traffic}: ${server.name}`,
    figures.requestsPerSecond.toFixed(0),
    figures.cpuMicroseconds.toFixed(0),
    bare ? formatSpread(server.throughputRatio) : '',
    bare ? formatSpread(server.cpuRatio) : '',
    figures.p99Ms.toFixed(1),
    bare ? formatSpread(server.p99Ratio, 1) : '',
    bare ? (figures.aloneP50Ms - bare.figures.aloneP50Ms).toFixed(2) : '',
  ];
}
