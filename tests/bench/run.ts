// Heddle with everything on (its own gateway process, authentication, ledger on a durable Postgres) against a bare
// pass-through, before the same scripted upstream and under the same load. Started by scripts/bench.mjs.

import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { disconnect } from '../../server/platform/db/prisma.ts';
import { findCores } from './cores.ts';
import { readOptions } from './options.ts';
import type { Findings } from './part.ts';
import { Stage } from './stage.ts';
import { formatTable } from './table.ts';

const options = readOptions(process.argv.slice(2));
const { plan } = options;
/** Before this process is moved to some of them. */
const processors = availableParallelism();
const cores = options.isPinned ? findCores() : 'it was asked for';
const interrupted = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]).then(() => {
  throw new Error('Interrupted.');
});
const measured: Record<string, unknown> = {};
let stage: Stage | undefined;
try {
  await Promise.race([measureAll(), interrupted]);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await stage?.close();
}
process.exit();

async function measureAll(): Promise<void> {
  console.log(
    typeof cores === 'string'
      ? `Processes go where the system puts them (${cores}): figures of one run compare, those of several do less.`
      : `Servers under test and their Postgres on processor ${cores.servers}, load and upstream on ${cores.load}.`,
  );
  stage = await Stage.open({
    cores: typeof cores === 'string' ? undefined : cores,
    profile: options.profile,
  });
  for (const part of options.parts) {
    console.log(`\n${part.name}: ${part.title} …`);
    const found = await part.run(stage, plan);
    if (typeof found === 'string') console.log(`SKIPPED: ${found}.`);
    else show(found);
    measured[part.name] = typeof found === 'string' ? { skipped: found } : found.figures;
  }
  await disconnect();
  const machine = { node: process.versions.node, processors, pinned: cores };
  if (options.json) writeFileSync(options.json, `${JSON.stringify({ machine, plan, measured }, null, 2)}\n`);
  console.log(
    `\nNode ${machine.node}, ${machine.processors} processors.${options.json ? ` All figures: ${options.json}` : ''}`,
  );
}

function show({ columns, rows, note }: Findings): void {
  console.log(`\n${formatTable(columns, rows)}\n\n${note}`);
}
