// Plays every attack against a whole Heddle of its own and prints what became of it. Started by scripts/attack.mjs.

import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { Arena } from './arena/arena.ts';
import { keepBusy } from './arena/keep-busy.ts';
import { attacks } from './index.ts';
import { notMeasured, play } from './play.ts';
import { soak } from './soak.ts';
import { formatVerdicts } from './table.ts';

const { values } = parseArgs({
  options: {
    /** Part of an attack's name. */
    only: { type: 'string', default: '' },
    /** The most telling ones. */
    short: { type: 'boolean', default: false },
    /** How long all of them are mixed at the end, in seconds; 0: not at all. */
    soak: { type: 'string', default: '60' },
    /** Of the soak's choices; printed, so that a run can be repeated. */
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
});
const chosen = attacks.filter(({ name, short }) => name.includes(values.only) && (short || !values.short));
const interrupted = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]).then(() => {
  throw new Error('Interrupted.');
});

const arena = await Arena.open();
try {
  await Promise.race([playAll(), interrupted]);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await arena.close();
}
process.exit();

async function playAll(): Promise<void> {
  const calm = await arena.measure(() => keepBusy(5_000));
  const verdicts = [];
  for (const attack of chosen) {
    console.log(`${attack.name} …`);
    verdicts.push(
      await play(arena, attack, calm).catch((error: unknown) => notMeasured(attack, error, calm)),
    );
  }
  const soakSeconds = Number(values.soak);
  if (soakSeconds > 0) {
    console.log(`soak of ${soakSeconds} s, seed ${values.seed} …`);
    verdicts.push(await play(arena, soak(chosen, soakSeconds, Number(values.seed)), calm));
  }
  const nothing = { attack: '(none; both cores busy)', outcome: '', measured: calm, broken: [] };
  console.log(`\n${formatVerdicts([nothing, ...verdicts])}\n`);
  const broken = verdicts.filter((verdict) => verdict.broken.length > 0);
  console.log(`${verdicts.length - broken.length} of ${verdicts.length} attacks held.`);
  if (broken.length > 0) process.exitCode = 1;
}
