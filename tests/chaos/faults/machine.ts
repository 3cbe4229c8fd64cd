import { setTimeout as delay } from 'node:timers/promises';
import { NUDGE_EVERY_MS, type Nudge, noNudge } from '../stage/nudges.ts';
import { type Fault, type Scene, undo } from './fault.ts';

const HOUR_MS = 3_600_000;

export const machineFaults: readonly Fault[] = [
  {
    name: 'names are not resolved',
    async strike(scene) {
      await nudge(scene, { ...noNudge, namesFail: true });
      // Connections that stand need no name.
      scene.stage.proxies.upstream.reset();
      return undo(() => nudge(scene, noNudge));
    },
  },
  {
    name: 'the clock jumps an hour ahead, and back',
    async strike(scene) {
      await nudge(scene, { ...noNudge, clockMs: HOUR_MS });
      return undo(() => nudge(scene, noNudge));
    },
  },
];

/** Resolves when it has been noticed. */
async function nudge({ stage: { nudges } }: Scene, to: Nudge): Promise<void> {
  nudges.set(to);
  await delay(5 * NUDGE_EVERY_MS);
}
