import type { BenchProcess } from './bench-process.ts';
import type { LoadOrder } from './messages.ts';

/** A server under test, and how to ask it. */
export interface Target {
  process: BenchProcess;
  order: Pick<LoadOrder, 'origin' | 'path' | 'headers' | 'body'>;
}

/** Milliseconds and microseconds as named; each the median over the rounds. */
export interface Figures {
  requestsPerSecond: number;
  cpuMicroseconds: number;
  p50Ms: number;
  p99Ms: number;
  /** With one request at a time. */
  aloneP50Ms: number;
  aloneP99Ms: number;
}

export interface Comparison {
  bare: Figures;
  heddle: Figures;
  /** Heddle's requests per second over the pass-through's, of the same round. */
  throughputRatio: number;
  /** The pass-through's processor time over Heddle's, of the same round. */
  cpuRatio: number;
}

export interface Plan {
  rounds: number;
  seconds: number;
  concurrency: number;
}

const warmUpMs = 3000;
const aloneShare = 0.4;

/** Rounds of both, one after the other and each time in the other order, so that both meet the same machine. */
export async function compare(
  load: BenchProcess,
  bare: Target,
  heddle: Target,
  plan: Plan,
): Promise<Comparison> {
  for (const target of [bare, heddle]) await run(load, target, plan.concurrency, warmUpMs);
  const rounds: { bare: Figures; heddle: Figures }[] = [];
  for (let round = 0; round < plan.rounds; round++) {
    if (round % 2 === 0) {
      const first = await measure(load, bare, plan);
      rounds.push({ bare: first, heddle: await measure(load, heddle, plan) });
    } else {
      const first = await measure(load, heddle, plan);
      rounds.push({ bare: await measure(load, bare, plan), heddle: first });
    }
  }
  return {
    bare: medians(rounds.map((round) => round.bare)),
    heddle: medians(rounds.map((round) => round.heddle)),
    throughputRatio: median(
      rounds.map((round) => round.heddle.requestsPerSecond / round.bare.requestsPerSecond),
    ),
    cpuRatio: median(rounds.map((round) => round.bare.cpuMicroseconds / round.heddle.cpuMicroseconds)),
  };
}

async function measure(load: BenchProcess, target: Target, plan: Plan): Promise<Figures> {
  const before = await target.process.ask({ type: 'cpu' }, 'cpu-used');
  const loaded = await run(load, target, plan.concurrency, plan.seconds * 1000);
  const after = await target.process.ask({ type: 'cpu' }, 'cpu-used');
  const alone = await run(load, target, 1, plan.seconds * 1000 * aloneShare);
  return {
    requestsPerSecond: (loaded.requests / loaded.elapsedMs) * 1000,
    cpuMicroseconds: (after.microseconds - before.microseconds) / loaded.requests,
    p50Ms: loaded.p50Ms,
    p99Ms: loaded.p99Ms,
    aloneP50Ms: alone.p50Ms,
    aloneP99Ms: alone.p99Ms,
  };
}

async function run(load: BenchProcess, { order }: Target, concurrency: number, durationMs: number) {
  const report = await load.ask({ type: 'load', ...order, concurrency, durationMs }, 'loaded');
  if (report.failures > 0 || report.requests === 0) {
    throw new Error(`${report.failures} of ${report.requests} requests to ${order.origin} failed.`);
  }
  return report;
}

function medians(figures: readonly Figures[]): Figures {
  const of = (member: keyof Figures) => median(figures.map((each) => each[member]));
  return {
    requestsPerSecond: of('requestsPerSecond'),
    cpuMicroseconds: of('cpuMicroseconds'),
    p50Ms: of('p50Ms'),
    p99Ms: of('p99Ms'),
    aloneP50Ms: of('aloneP50Ms'),
    aloneP99Ms: of('aloneP99Ms'),
  };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
