import { existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ask } from '../measure.ts';
import type { Part } from '../part.ts';
import { memoryOf, type ProcessMemory } from '../process-memory.ts';
import { scenarios } from '../scenarios.ts';
import { startWhole, type WholeHeddle } from '../whole-heddle.ts';

const PAGES_BUILT = path.resolve(import.meta.dirname, '../../../.next/BUILD_ID');
const SAMPLE_MS = 250;

/** By the name of the process. */
type Peaks = Map<string, ProcessMemory>;

/** What the whole of Heddle holds, as `npm start` starts it. */
export const memory: Part = {
  name: 'memory',
  title: 'memory of every process of a whole Heddle under load (needs the built pages and /proc)',
  onDemand: false,
  async run(stage, plan) {
    if (!existsSync('/proc/self/smaps_rollup')) return 'this system does not tell what a process holds';
    if (!existsSync(PAGES_BUILT)) return 'the pages are not built: npm start builds them';
    const heddle = await startWhole(stage);
    const peaks: Peaks = new Map();
    const over = new AbortController();
    const watching = Promise.all([heddle.visitPages(over.signal), notePeaks(heddle, peaks, over.signal)]);
    for (const scenario of scenarios) {
      const target = stage.target(
        'the whole Heddle',
        { process: heddle, origin: heddle.origin },
        scenario,
        heddle.apiKey,
      );
      await ask(stage.load, target, { concurrency: plan.concurrency, durationMs: plan.seconds * 2000 });
    }
    over.abort();
    const [visited] = await watching;
    return {
      columns: ['process', 'peak MB', 'shared counted for each'],
      rows: [...peaks].map(([name, held]) => [name, megabytes(held.proportional), megabytes(held.resident)]),
      note: `Of memory that processes share, each has its part (PSS), and all of it in the last column (RSS). All but Postgres, while every kind of traffic is answered and ${visited} pages are looked at.`,
      figures: Object.fromEntries(peaks),
    };
  },
};

function megabytes(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(0);
}

/** Looks every now and then how much each process holds, and all of them together. */
async function notePeaks(heddle: WholeHeddle, peaks: Peaks, signal: AbortSignal): Promise<void> {
  const note = (name: string, { proportional, resident }: ProcessMemory) => {
    const before = peaks.get(name) ?? { proportional: 0, resident: 0 };
    peaks.set(name, {
      proportional: Math.max(before.proportional, proportional),
      resident: Math.max(before.resident, resident),
    });
  };
  while (!signal.aborted) {
    const all = { proportional: 0, resident: 0 };
    for (const { name, pid } of heddle.processes()) {
      const held = memoryOf(pid);
      note(name, held);
      all.proportional += held.proportional;
      all.resident += held.resident;
    }
    note('all of them at once', all);
    await delay(SAMPLE_MS);
  }
}
