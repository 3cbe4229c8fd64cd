import { setTimeout as delay } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';

/** Takes what is left of two cores, and does nothing with it: what an attacker costs a machine that is not attacked. */
export async function keepBusy(milliseconds: number): Promise<void> {
  const spin = 'for (;;) Math.sqrt(Math.random());';
  const threads = [1, 2].map(() => new Worker(spin, { eval: true, execArgv: [] }));
  await delay(milliseconds);
  await Promise.all(threads.map((thread) => thread.terminate()));
}
