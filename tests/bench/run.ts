// Heddle with everything on (its own gateway process, authentication, ledger on a durable Postgres) against a bare
// pass-through, before the same scripted upstream and under the same load. Started by scripts/bench.mjs.

import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { createDatabase } from '../../server/platform/db/embedded-postgres/create-database.ts';
import { giveLogins } from '../../server/platform/db/embedded-postgres/give-logins.ts';
import { startEmbeddedPostgres } from '../../server/platform/db/embedded-postgres/start.ts';
import { migrate } from '../../server/platform/db/migrate.ts';
import { disconnect } from '../../server/platform/db/prisma.ts';
import { environment, provideEmbeddedDatabase } from '../../server/platform/env.ts';
import { BenchProcess } from './bench-process.ts';
import { type Beside, measureBeside } from './beside.ts';
import { createBenchTenant, startGateway } from './gateway-under-test.ts';
import { type Comparison, compare, type Plan } from './measure.ts';
import { requestBody, type Scenario, scenarios } from './scenarios.ts';
import { formatBeside, formatTable } from './table.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '2' },
    concurrency: { type: 'string', default: '64' },
    /** Part of a scenario's name. */
    only: { type: 'string', default: '' },
    /** Writes a processor profile of the gateway into this folder. */
    profile: { type: 'string' },
  },
});
const plan: Plan = {
  rounds: positive('rounds', values.rounds),
  seconds: positive('seconds', values.seconds),
  concurrency: positive('concurrency', values.concurrency),
};
const chosen = scenarios.filter(({ name }) => name.includes(values.only));
/** `--only beside`: nothing but streams beside the worst requests. */
const withBeside = 'beside'.includes(values.only);

/** What has to be stopped, in the order of starting. */
const started: { stop(): Promise<void> }[] = [];
const interrupted = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]).then(() => {
  throw new Error('Interrupted.');
});

try {
  const { rows, beside } = await Promise.race([measureAll(), interrupted]);
  if (beside.length > 0) console.log(`\n${formatBeside(beside)}\n`);
  console.log(`\n${formatTable(rows)}\n`);
  console.log(
    `Medians of ${plan.rounds} interleaved rounds of ${plan.seconds} s with ${plan.concurrency} requests in flight; ` +
      `“alone” is one at a time. Times are what Heddle adds. Node ${process.versions.node}, ${availableParallelism()} cores.`,
  );
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  for (const each of started.reverse()) await each.stop();
}
process.exit();

async function measureAll(): Promise<{ rows: { name: string; comparison: Comparison }[]; beside: Beside[] }> {
  const upstream = await start('upstream');
  const load = new BenchProcess('load generator', entry('load'));
  started.push(load);
  const bare = await start('pass-through', [upstream.origin]);
  const postgres = await startEmbeddedPostgres(environment().home);
  started.push(postgres);
  await createDatabase(postgres.databaseUrl);
  await migrate(postgres.databaseUrl);
  await giveLogins(postgres.databaseUrl, postgres.logins);
  provideEmbeddedDatabase(postgres.logins);
  const apiKey = await createBenchTenant('bench', upstream.origin);
  const hostileKey = await createBenchTenant('hostile', upstream.origin);
  await disconnect();
  const profiling = values.profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${values.profile}`];
  const gateway = await startGateway([`--import=${entry('report-cpu')}`, ...profiling]);
  started.push(gateway.process);

  const rows: { name: string; comparison: Comparison }[] = [];
  for (const scenario of chosen) {
    console.log(`${scenario.name} …`);
    const heddle = { process: gateway.process, order: orderFor(scenario, originOf(gateway.port), apiKey) };
    const passThrough = { process: bare.process, order: orderFor(scenario, bare.origin, apiKey) };
    rows.push({ name: scenario.name, comparison: await compare(load, passThrough, heddle, plan) });
  }
  return {
    rows,
    beside: withBeside ? await besideWorst(load, originOf(gateway.port), apiKey, hostileKey) : [],
  };
}

async function besideWorst(
  load: BenchProcess,
  origin: string,
  apiKey: string,
  hostileKey: string,
): Promise<Beside[]> {
  console.log('streams of 100 KB beside the worst requests …');
  const hostile = new BenchProcess('hostile load generator', entry('load'));
  started.push(hostile);
  const streams = orderFor({ name: 'long streams', model: 'long', stream: true }, origin, apiKey);
  return measureBeside({
    load,
    hostile,
    streams,
    hostileHeaders: { ...streams.headers, authorization: `Bearer ${hostileKey}` },
    milliseconds: plan.seconds * 1000,
  });
}

/** A server of the bench's own, listening. */
async function start(name: 'upstream' | 'pass-through', args: string[] = []) {
  const server = new BenchProcess(name, entry(name), {
    arguments: args,
    nodeArguments: [`--import=${entry('report-cpu')}`],
  });
  started.push(server);
  const { port } = await server.hear('ready');
  return { process: server, origin: originOf(port) };
}

function orderFor(scenario: Scenario, origin: string, apiKey: string) {
  return {
    origin,
    path: '/v1/chat/completions',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${apiKey}` },
    body: requestBody(scenario),
  };
}

function originOf(port: number): string {
  return `http://127.0.0.1:${port}`;
}

function entry(name: string): string {
  return path.join(import.meta.dirname, `${name}.ts`);
}

function positive(name: string, text: string): number {
  const value = Number(text);
  if (Number.isFinite(value) && value > 0) return value;
  console.error(`--${name}: found ${JSON.stringify(text)}, expected a number above 0.`);
  return process.exit(1);
}
