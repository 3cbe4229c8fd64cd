import { existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ask } from '../measure.ts';
import type { Part } from '../part.ts';
import { memoryOf } from '../process-memory.ts';
import { scenarios } from '../scenarios.ts';
import { startWhole, type WholeHeddle } from '../whole-heddle.ts';

const PAGES_BUILT = path.resolve(import.meta.dirname, '../../../.next/BUILD_ID');
const SAMPLE_MS = 250;

/** What the whole of Heddle holds, as `npm start` starts it. */
export const memory: Part = {
  name: 'memory',
  title: 'memory of every process of a whole Heddle under load (needs the built pages and /proc)',
  onDemand: false,
  async run(stage, plan) {
    if (!existsSync('/proc/self/smaps_rollup')) return 'this system does not tell what a process holds';
    if (!existsSync(PAGES_BUILT)) return 'the pages are not built: npm start builds them';
    const heddle = await startWhole(stage);
    const peaks = new Map<string, number>();
    const over = new AbortController();
    const watching = Promise.all([heddle.visitPages(over.signal), notePeaks(heddle, peaks, over.signal)]);
    for (const scenario of scenarios) {
      const target = stage.target(
        'the whole Heddle',
        { process: stage.load, origin: heddle.origin },
        scenario,
        heddle.apiKey,
      );
      await ask(stage.load, target, { concurrency: plan.concurrency, durationMs: plan.seconds * 2000 });
    }
    over.abort();
    const [visited] = await watching;
    return {
      columns: ['process', 'peak MB'],
      rows: [...peaks].map(([name, bytes]) => [name, (bytes / 1024 / 1024).toFixed(0)]),
      note: `Proportional set size: memory shared by processes counts once. All but Postgres, while every kind of traffic is answered and ${visited} pages are looked at.`,
      figures: Object.fromEntries(peaks),
    };
  },
};

/** Looks every now and then how much each process holds, and all of them together. */
async function notePeaks(
  heddle: WholeHeddle,
  peaks: Map<string, number>,
  signal: AbortSignal,
): Promise<void> {
  const note = (name: string, bytes: number) => peaks.set(name, Math.max(peaks.get(name) ?? 0, bytes));
  while (!signal.aborted) {
    const held = heddle.processes().map(({ name, pid }) => ({ name, bytes: memoryOf(pid) }));
    for (const { name, bytes } of held) note(name, bytes);
    note(
      'all of them at once',
      held.reduce((sum, { bytes }) => sum + bytes, 0),
    );
    await delay(SAMPLE_MS);
  }
}
