import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '../../../server/platform/db/embedded-postgres/free-port.ts';
import { BenchProcess } from '../bench-process.ts';
import { type Compared, compare } from '../measure.ts';
import { npmProgram } from '../npm-program.ts';
import type { Part } from '../part.ts';
import { relayedWhole, scenarios } from '../scenarios.ts';
import { formatSpread } from '../spread.ts';
import { originOf, reportUse, type Stage } from '../stage.ts';

const PORTKEY = { name: '@portkey-ai/gateway', version: '1.15.2' };
const READY_WITHIN_MS = 30_000;

/** Another gateway of the same kind, in the same rounds. It keeps no records, and knows no keys. */
export const peers: Part = {
  name: 'peers',
  title: 'Portkey’s gateway beside Heddle (fetched from npm into ~/.cache/heddle-bench)',
  onDemand: true,
  async run(stage, plan) {
    const found = npmProgram(PORTKEY.name, PORTKEY.version);
    if ('reason' in found) return found.reason;
    const portkey = await startPortkey(stage, found.folder);
    const compared: { name: string; servers: Compared[] }[] = [];
    for (const scenario of scenarios.filter(({ model }) => model === relayedWhole.model)) {
      const headers = {
        'x-portkey-provider': 'openai',
        'x-portkey-custom-host': `${stage.upstreamOrigin}/v1`,
      };
      const targets = [
        stage.bare(scenario),
        stage.heddle(scenario),
        stage.target(`Portkey ${PORTKEY.version}`, portkey, scenario, stage.apiKey, headers),
      ];
      compared.push({ name: scenario.name, servers: await compare(stage.load, targets, plan) });
    }
    return {
      columns: ['traffic', 'requests/s', 'CPU µs', 'ratio requests/s', 'p99 ratio'],
      rows: compared.flatMap(({ name, servers }) =>
        servers.map((server) => [
          `${name}: ${server.name}`,
          server.figures.requestsPerSecond.toFixed(0),
          server.figures.cpuMicroseconds.toFixed(0),
          formatSpread(server.throughputRatio, 3),
          formatSpread(server.p99Ratio, 1),
        ]),
      ),
      note: 'Ratios are to the pass-through in the same round. Portkey here neither knows keys nor keeps records.',
      figures: compared,
    };
  },
};

async function startPortkey(stage: Stage, folder: string) {
  const port = await freePort();
  const process = new BenchProcess('Portkey', path.join(folder, 'build/start-server.js'), {
    arguments: [`--port=${port}`, '--headless'],
    nodeArguments: [reportUse],
  });
  stage.keepServer(process);
  const origin = originOf(port);
  const deadline = Date.now() + READY_WITHIN_MS;
  while (!(await fetch(origin).catch(() => null))) {
    if (Date.now() > deadline) throw new Error('Portkey did not listen in time.');
    await delay(100);
  }
  return { process, origin };
}
