import type { BenchProcess } from './bench-process.ts';
import type { LoadOrder, LoadReport, Used } from './messages.ts';
import type { Plan } from './part.ts';
import { type Spread, spreadOf } from './spread.ts';

/** A server under test, and how to ask it. */
export interface Target {
  /** For people, and for the JSON file. */
  name: string;
  /** What the server has used and holds. */
  use(): Promise<Used>;
  order: Pick<LoadOrder, 'origin' | 'path' | 'headers' | 'body' | 'keys'>;
}

/** Milliseconds and microseconds as named. */
export interface Figures {
  requestsPerSecond: number;
  cpuMicroseconds: number;
  p50Ms: number;
  p99Ms: number;
  /** With one request at a time. */
  aloneP50Ms: number;
  aloneP99Ms: number;
}

/** One server of a comparison; the ratios are to the first one of it, of the same round. */
export interface Compared {
  name: string;
  rounds: readonly Figures[];
  /** Each the median over the rounds. */
  figures: Figures;
  throughputRatio: Spread;
  /** The first one's processor time over this one's. */
  cpuRatio: Spread;
  p99Ratio: Spread;
}

const WARM_UP_MS = 3000;
const ALONE_SHARE = 0.4;

/** Rounds of all, one after the other and each time from another one on, so that all meet the same machine. */
export async function compare(
  load: BenchProcess,
  targets: readonly Target[],
  plan: Plan,
): Promise<Compared[]> {
  const warmUpMs = Math.min(WARM_UP_MS, plan.seconds * 1500);
  for (const target of targets)
    await ask(load, target, { concurrency: plan.concurrency, durationMs: warmUpMs });
  const rounds: Figures[][] = [];
  for (let round = 0; round < plan.rounds; round++) {
    const figures: Figures[] = [];
    for (let turn = 0; turn < targets.length; turn++) {
      const index = (round + turn) % targets.length;
      const target = targets[index];
      if (target) figures[index] = await measure(load, target, plan);
    }
    rounds.push(figures);
  }
  return targets.map(({ name }, index) => {
    const own = rounds.map((round) => figuresOf(round, index));
    const first = rounds.map((round) => figuresOf(round, 0));
    return {
      name,
      rounds: own,
      figures: medians(own),
      throughputRatio: ratioOf(own, first, 'requestsPerSecond'),
      cpuRatio: ratioOf(first, own, 'cpuMicroseconds'),
      p99Ratio: ratioOf(own, first, 'p99Ms'),
    };
  });
}

/** A figure over that of another server in the same round. */
export function ratioOf(over: readonly Figures[], under: readonly Figures[], member: keyof Figures): Spread {
  return spreadOf(over.map((figures, round) => figures[member] / (under[round]?.[member] ?? Number.NaN)));
}

function figuresOf(round: readonly Figures[], index: number): Figures {
  const figures = round[index];
  if (!figures) throw new Error('A round is not whole.');
  return figures;
}

async function measure(load: BenchProcess, target: Target, plan: Plan): Promise<Figures> {
  const before = await target.use();
  const loaded = await ask(load, target, { concurrency: plan.concurrency, durationMs: plan.seconds * 1000 });
  const after = await target.use();
  const alone = await ask(load, target, { concurrency: 1, durationMs: plan.seconds * 1000 * ALONE_SHARE });
  return {
    requestsPerSecond: perSecond(loaded),
    cpuMicroseconds: (after.cpuMicroseconds - before.cpuMicroseconds) / loaded.requests,
    p50Ms: loaded.p50Ms,
    p99Ms: loaded.p99Ms,
    aloneP50Ms: alone.p50Ms,
    aloneP99Ms: alone.p99Ms,
  };
}

/** Sends a load. @throws Error where any of it fails */
export async function ask(
  load: BenchProcess,
  { order, name }: Target,
  how: Pick<LoadOrder, 'concurrency' | 'durationMs' | 'perSecond' | 'requests' | 'abandoned'>,
): Promise<LoadReport> {
  const report = await load.ask({ type: 'load', ...order, ...how }, 'loaded');
  if (report.failures > 0 || report.requests === 0) {
    throw new Error(`${report.failures} of ${report.requests} requests to ${name} failed.`);
  }
  return report;
}

export function perSecond({ requests, elapsedMs }: LoadReport): number {
  return (requests / elapsedMs) * 1000;
}

function medians(rounds: readonly Figures[]): Figures {
  const median = (member: keyof Figures) => spreadOf(rounds.map((figures) => figures[member])).median;
  return {
    requestsPerSecond: median('requestsPerSecond'),
    cpuMicroseconds: median('cpuMicroseconds'),
    p50Ms: median('p50Ms'),
    p99Ms: median('p99Ms'),
    aloneP50Ms: median('aloneP50Ms'),
    aloneP99Ms: median('aloneP99Ms'),
  };
}
